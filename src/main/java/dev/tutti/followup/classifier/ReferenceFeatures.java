package dev.tutti.followup.classifier;

import java.util.List;

/**
 * Words that point at something: pronouns, demonstratives, articles, and what stands before them.
 */
final class ReferenceFeatures {
  private final Dialogue dialogue;
  private final List<TextToken> words;
  private final List<List<TextToken>> clauses;

  ReferenceFeatures(Dialogue dialogue) {
    this.dialogue = dialogue;
    this.words = dialogue.message().words();
    this.clauses = Clauses.of(dialogue.message().tokens());
  }

  void addTo(FeatureVector out) {
    pronouns(out);
    nouns(out);
    parts(out);
  }

  private void pronouns(FeatureVector out) {
    int content = 0;
    int before = -1;
    int references = 0;
    for (var word : words) {
      if (word.isReferring() && before < 0) {
        before = content;
      }
      if (word.isContent()) {
        content++;
      }
      if (word.isReferring() || word.is(WordClass.BACKWARD)) {
        references++;
      }
    }
    out.flag("refers", before >= 0);
    out.flag("refers.first", before == 0);
    out.add("refers.early", before < 0 ? 0 : 1.0 / (1 + before));
    out.count("references", references);
  }

  /** Nouns after "the" and "this", and whether they were said before. */
  private void nouns(FeatureVector out) {
    boolean theKnown = false;
    boolean theNew = false;
    boolean thisKnown = false;
    boolean thisNew = false;
    for (int i = 1; i < words.size(); i++) {
      if (words.get(i).isContent()) {
        boolean known = dialogue.isKnown(words.get(i));
        boolean the = words.get(i - 1).is(WordClass.DEFINITE);
        boolean these = words.get(i - 1).is(WordClass.DEMONSTRATIVE);
        theKnown |= the && known;
        theNew |= the && !known;
        thisKnown |= these && known;
        thisNew |= these && !known;
      }
    }
    out.flag("the.known", theKnown);
    out.flag("the.new", theNew);
    out.flag("this.known", thisKnown);
    out.flag("this.new", thisNew);
  }

  private void parts(FeatureVector out) {
    var first = clauses.isEmpty() ? List.<TextToken>of() : clauses.getFirst();
    var last = clauses.isEmpty() ? List.<TextToken>of() : clauses.getLast();
    out.count("clauses", clauses.size());
    out.flag("refers.last-clause", pointsBack(last));
    out.flag("refers.first-clause", pointsBack(first));
    out.flag("specific.last-clause", last.stream().anyMatch(TextToken::isSpecific));
    out.flag(
        "reply.first-clause",
        !first.isEmpty() && first.stream().allMatch(word -> word.is(WordClass.REPLY)));
  }

  private static boolean pointsBack(List<TextToken> clause) {
    return clause.stream().anyMatch(word -> word.isReferring() || word.is(WordClass.BACKWARD));
  }
}
