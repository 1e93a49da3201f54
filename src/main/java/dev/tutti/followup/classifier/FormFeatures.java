package dev.tutti.followup.classifier;

import static java.util.Objects.requireNonNull;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Form of the message: how long it is, how it opens and ends, which kinds of words it has. */
final class FormFeatures {
  private static final double HAN_PER_WORD = 1.6;
  private static final String QUOTES = "\"\u201c\u201d\u300c\u300e\u300a`";
  private static final Map<WordClass, String[]> NAMES = names();

  private final Dialogue dialogue;
  private final Passage message;
  private final List<TextToken> words;

  FormFeatures(Dialogue dialogue) {
    this.dialogue = dialogue;
    this.message = dialogue.message();
    this.words = message.words();
  }

  private static Map<WordClass, String[]> names() {
    var names = new EnumMap<WordClass, String[]>(WordClass.class);
    for (var each : WordClass.values()) {
      var list = each.list();
      names.put(each, new String[] {"has." + list, "share." + list, "opens." + list});
    }
    return names;
  }

  void addTo(FeatureVector out) {
    length(out);
    capitals(out);
    marks(out);
    classes(out);
    edges(out);
  }

  private void length(FeatureVector out) {
    boolean chinese = message.isChinese();
    int length = 0;
    for (var word : words) {
      length += word.isHan() ? word.text().length() : word.text().split(" ", -1).length;
    }
    long content = words.stream().filter(TextToken::isContent).count();
    out.flag("chinese", chinese);
    out.sum("length", chinese ? length / HAN_PER_WORD : length);
    out.count("characters", message.text().length());
    out.count("content", content);
    out.add(
        "content.share",
        message.tokens().isEmpty() ? 0 : (double) content / message.tokens().size());
  }

  private void capitals(FeatureVector out) {
    var capitals =
        message.tokens().stream()
            .skip(1)
            .filter(word -> word.capital() && word.isContent())
            .toList();
    long known = capitals.stream().filter(dialogue::isKnown).count();
    out.count("capitals", capitals.size());
    out.count("capitals.known", known);
    out.count("capitals.new", capitals.size() - known);
    out.count(
        "numbers", words.stream().filter(word -> word.kind() == TextToken.Kind.NUMBER).count());
  }

  private void marks(FeatureVector out) {
    var text = message.text();
    char last = text.isEmpty() ? ' ' : text.charAt(text.length() - 1);
    out.flag("asks", text.indexOf('?') >= 0 || text.indexOf('\uff1f') >= 0);
    out.flag("asks.last", last == '?' || last == '\uff1f');
    out.flag("lines", text.indexOf('\n') >= 0);
    out.flag("colon", text.indexOf(':') >= 0 || text.indexOf('\uff1a') >= 0);
    out.flag("quotes", text.chars().anyMatch(c -> QUOTES.indexOf(c) >= 0));
    out.count("sentences", Clauses.sentences(message.tokens()));
  }

  private void classes(FeatureVector out) {
    int n = Math.max(1, words.size());
    for (var each : WordClass.values()) {
      int count = 0;
      boolean opens = false;
      for (int i = 0; i < words.size(); i++) {
        if (words.get(i).is(each)) {
          count++;
          opens |= i < 2;
        }
      }
      var names = requireNonNull(NAMES.get(each));
      out.flag(names[0], count > 0);
      out.add(names[1], (double) count / n);
      out.flag(names[2], opens);
    }
  }

  private void edges(FeatureVector out) {
    boolean empty = words.isEmpty();
    var last = empty ? "" : words.getLast().text();
    out.flag(
        "opens.content", !empty && words.getFirst().isContent() && words.getFirst().classes() == 0);
    out.flag("ends.particle", !empty && words.getLast().is(WordClass.PARTICLE));
    out.flag("ends.ne", last.equals("\u5462"));
    out.flag("ends.question", !empty && words.getLast().is(WordClass.QUESTION));
    out.flag(
        "no.verb",
        words.stream()
            .noneMatch(
                word ->
                    word.is(WordClass.AUXILIARY)
                        || word.is(WordClass.QUESTION)
                        || word.is(WordClass.TASK)
                        || word.is(WordClass.REVISE)));
  }
}
