package dev.tutti.followup.classifier;

import java.util.List;

/** Names and specific words of the message: whether it says by itself what it is about. */
final class NameFeatures {
  private static final double RARE = .75;

  private final Dialogue dialogue;
  private final Rarity rarity;
  private final List<TextToken> words;

  NameFeatures(Dialogue dialogue, Rarity rarity) {
    this.dialogue = dialogue;
    this.rarity = rarity;
    this.words = dialogue.message().words();
  }

  void addTo(FeatureVector out) {
    specifics(out);
    var names = words.stream().skip(1).filter(TextToken::isName).toList();
    var all =
        !words.isEmpty() && words.getFirst().isHan() && words.getFirst().isName()
            ? words.stream().filter(TextToken::isName).toList()
            : names;
    names(out, all);
    attributes(out, all.isEmpty());
    rareRuns(out);
  }

  private void specifics(FeatureVector out) {
    int count = 0;
    int known = 0;
    int before = -1;
    int longestKnown = 0;
    int longestNew = 0;
    for (var word : words) {
      if (word.isReferring() && before < 0) {
        before = count;
      }
      if (word.isSpecific()) {
        count++;
        boolean old = dialogue.isKnown(word);
        known += old ? 1 : 0;
        int length = word.isHan() ? word.text().length() : 0;
        longestKnown = Math.max(longestKnown, old ? length : 0);
        longestNew = Math.max(longestNew, old ? 0 : length);
      }
    }
    out.count("specific", count);
    out.flag("specific.none", count == 0);
    out.count("specific.known", known);
    out.count("specific.new", count - known);
    out.count("specific.before", Math.max(0, before));
    out.flag("pronoun.before-specific", before == 0);
    out.flag("pronoun.after-specific", before > 0);
    out.add("longest.known", longestKnown);
    out.add("longest.new", longestNew);
  }

  private void names(FeatureVector out, List<TextToken> names) {
    long known = names.stream().filter(dialogue::isKnown).count();
    int first = firstReference();
    long before = first < 0 ? 0 : words.subList(0, first).stream().filter(names::contains).count();
    int characters = names.stream().mapToInt(name -> name.text().length()).sum();
    out.count("names", names.size());
    out.flag("names.none", names.isEmpty());
    out.flag("names.known", known > 0);
    out.flag("names.new", known < names.size());
    out.count("names.new.count", names.size() - known);
    out.flag("pronoun.after-name", before > 0);
    out.flag("pronoun.before-name", first >= 0 && before == 0);
    out.flag("pronoun.no-name", first >= 0 && names.isEmpty());
    out.add("names.share", (double) characters / Math.max(1, dialogue.message().text().length()));
  }

  private int firstReference() {
    for (int i = 0; i < words.size(); i++) {
      if (words.get(i).isReferring()) {
        return i;
      }
    }
    return -1;
  }

  private void attributes(FeatureVector out, boolean nameless) {
    boolean attribute = has(WordClass.ATTRIBUTE);
    boolean category = has(WordClass.CATEGORY);
    boolean indefinite = has(WordClass.INDEFINITE);
    boolean vague = words.stream().noneMatch(TextToken::isSpecific);
    boolean nothingKnown =
        words.stream().noneMatch(word -> word.isSpecific() && dialogue.isKnown(word));
    out.flag("attribute.vague", attribute && vague);
    out.flag("attribute.nothing-known", attribute && nothingKnown);
    out.flag("attribute.nameless", attribute && nameless);
    out.flag("attribute.named", attribute && !nameless);
    out.flag("category.indefinite", category && indefinite);
    out.flag("category.vague", category && vague && !indefinite);
    out.flag("category.nameless", category && nameless && !indefinite);
    out.flag("question.nameless", has(WordClass.QUESTION) && nameless);
  }

  private boolean has(WordClass each) {
    return words.stream().anyMatch(word -> word.is(each));
  }

  /** The longest runs of rare pairs of Chinese characters, as in names that were cut wrongly. */
  private void rareRuns(FeatureVector out) {
    int[] longest = new int[2];
    int run = 0;
    int kind = 0;
    var text = dialogue.message().text();
    for (int i = 0; i + 1 < text.length(); i++) {
      var pair = text.substring(i, i + 2);
      if (!Characters.isHan(pair.charAt(0))
          || !dialogue.message().units().containsKey(pair)
          || rarity.of(pair) <= RARE) {
        run = 0;
        continue;
      }
      int now = dialogue.said().containsKey(pair) ? 0 : 1;
      run = now == kind ? run + 1 : 1;
      kind = now;
      longest[kind] = Math.max(longest[kind], run);
    }
    out.count("rare.known", longest[0]);
    out.count("rare.new", longest[1]);
  }
}
