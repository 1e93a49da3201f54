package dev.tutti.followup.classifier;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reasons of the classifier in words: facts about a dialogue, ordered by what they weigh. */
final class Reasons {
  private static final int MOST_WORDS = 3;
  private static final int SHORT = 6;

  private static final List<String> REFERENCE =
      List.of("refers", "pronoun", "this.", "the.", "has.pronoun", "has.dem", "has.backward");
  private static final List<String> CHANGE =
      List.of("has.revise", "has.comp", "has.output", "has.task", "opens.task", "opens.revise");
  private static final List<String> OPENING =
      List.of("has.connective", "opens.connective", "has.more", "has.reply", "opens.reply");
  private static final List<String> NAMES =
      List.of("names", "specific", "attribute", "category", "longest", "rare");
  private static final List<String> OVERLAP =
      List.of("in.", "cosine", "any.known", "all.known", "common", "weight", "topic-word");
  private static final List<String> LENGTH =
      List.of("length", "characters", "content", "no.verb", "units");

  private final Dialogue dialogue;
  private final DialogueFeatures features;
  private final LinearModel model;
  private final List<TextToken> words;

  Reasons(Dialogue dialogue, DialogueFeatures features, LinearModel model) {
    this.dialogue = dialogue;
    this.features = features;
    this.model = model;
    this.words = dialogue.message().words();
  }

  /** Fact with what it weighs; without words where it does not hold. */
  private record WeightedFact(double weight, String text) {}

  /** Facts that it is a follow-up, the heaviest first. */
  List<String> forFollowUp() {
    return sorted(
        List.of(
            fact(1, reference(), REFERENCE),
            fact(1, change(), CHANGE),
            fact(1, opening(), OPENING),
            fact(1, nameless(), NAMES),
            fact(1, overlap(), OVERLAP),
            fact(1, shortness(), LENGTH)));
  }

  /** Facts that it is none, the heaviest first. */
  List<String> against() {
    return sorted(
        List.of(
            fact(-1, noReference(), REFERENCE),
            fact(-1, found(WordClass.TASK, "begins a task of its own with"), CHANGE),
            fact(-1, found(WordClass.SWITCH, "announces another subject with"), OPENING),
            fact(-1, named(), NAMES),
            fact(-1, overlap(), OVERLAP),
            fact(-1, completeness(), LENGTH)));
  }

  private static List<String> sorted(List<WeightedFact> facts) {
    return facts.stream()
        .filter(each -> !each.text.isEmpty())
        .sorted(Comparator.comparingDouble(WeightedFact::weight).reversed())
        .map(each -> each.text)
        .toList();
  }

  private WeightedFact fact(int sign, String text, List<String> prefixes) {
    return new WeightedFact(sign * model.share(features, prefixes), text);
  }

  private String reference() {
    return first(
        found(WordClass.PRONOUN, "refers back with"),
        found(WordClass.DEMONSTRATIVE, "refers back with"),
        found(WordClass.BACKWARD, "points at what was said with"));
  }

  private String noReference() {
    return reference().isEmpty() ? "refers to nothing said before" : "";
  }

  private static String first(String... texts) {
    return Stream.of(texts).filter(each -> !each.isEmpty()).findFirst().orElse("");
  }

  private String change() {
    return first(
        found(WordClass.REVISE, "asks to change or continue something with"),
        found(WordClass.COMPARATIVE, "compares with what was there with"));
  }

  private String opening() {
    return first(
        found(WordClass.CONNECTIVE, "goes on with"),
        found(WordClass.MORE, "asks for more with"),
        found(WordClass.REPLY, "replies with"));
  }

  private String found(WordClass each, String does) {
    var found =
        words.stream()
            .filter(word -> word.is(each))
            .map(TextToken::text)
            .distinct()
            .limit(MOST_WORDS)
            .toList();
    return found.isEmpty() ? "" : does + " " + quoted(found);
  }

  private String nameless() {
    return words.stream().noneMatch(TextToken::isSpecific) ? "does not say what it is about" : "";
  }

  private String named() {
    var names =
        words.stream()
            .filter(word -> word.isName() || word.isSpecific())
            .map(TextToken::text)
            .distinct()
            .limit(MOST_WORDS)
            .toList();
    return names.isEmpty() ? "" : "says what it is about: " + quoted(names);
  }

  private String overlap() {
    var known =
        words.stream()
            .filter(word -> word.isContent() && dialogue.isKnown(word))
            .map(TextToken::text)
            .distinct()
            .limit(MOST_WORDS)
            .toList();
    return known.isEmpty()
        ? "shares no words with what was said"
        : "shares " + quoted(known) + " with what was said";
  }

  private String shortness() {
    return words.size() < SHORT ? "is short" : "";
  }

  private String completeness() {
    return words.size() < SHORT ? "" : "is complete by itself";
  }

  private static String quoted(List<String> words) {
    return words.stream().collect(Collectors.joining("\", \"", "\"", "\""));
  }
}
