package dev.tutti.followup.classifier;

import java.util.List;
import java.util.Set;

/** Wording of a message, as far as rules can be certain about it. */
public final class Wording {
  private static final int MOST_WORDS = 4;
  private static final int MOST_CITING = 20;
  private static final int BARE =
      WordClass.REPLY.bit()
          | WordClass.CONNECTIVE.bit()
          | WordClass.MORE.bit()
          | WordClass.QUESTION.bit()
          | WordClass.PARTICLE.bit()
          | WordClass.COMPARATIVE.bit()
          | WordClass.PRONOUN.bit()
          | WordClass.DEMONSTRATIVE.bit();

  private static final Set<String> GREETINGS =
      Set.of("hello", "hi", "hey", "你好", "您好", "thanks", "thank", "谢谢", "多谢", "谢了", "请问");
  private static final Set<String> OWNERS =
      Set.of(
          "your answer",
          "your response",
          "your reply",
          "你的回答",
          "你的答案",
          "上述",
          "你刚才",
          "你提到",
          "你之前",
          "您刚才",
          "您提到",
          "you mentioned");

  private final List<TextToken> words;

  private Wording(List<TextToken> words) {
    this.words = words;
  }

  /** The wording of a message. */
  public static Wording of(String message) {
    return new Wording(Passage.of(message).words());
  }

  /** Whether there is no word at all. */
  public boolean isEmpty() {
    return words.isEmpty();
  }

  /** Whether it is a few words that only reply, ask or go on. */
  public boolean isBare() {
    return words.size() <= MOST_WORDS
        && words.stream().allMatch(word -> (word.classes() & BARE) != 0)
        && words.stream().noneMatch(word -> GREETINGS.contains(word.text()));
  }

  /** Whether it names what the assistant has said. */
  public boolean citesAnswer() {
    return words.size() <= MOST_CITING
        && words.stream().anyMatch(word -> OWNERS.contains(word.text()));
  }

  /** Whether it is a follow-up for certain, where anything was said before. */
  public boolean isCertain() {
    return isEmpty() || isBare() || citesAnswer();
  }
}
