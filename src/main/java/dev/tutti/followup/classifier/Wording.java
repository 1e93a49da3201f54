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

  /** Certain however long the message is. */
  private static final Set<String> CITATIONS =
      Set.of(
          "your previous answer",
          "your previous response",
          "your previous reply",
          "your last answer",
          "your last response",
          "your last reply",
          "your earlier answer",
          "your earlier response",
          "先前的回答",
          "之前的回答",
          "之前的答复",
          "之前的答案",
          "上一个回答",
          "上一次回答",
          "上面的回答",
          "前面的回答",
          "刚才的回答");

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
    return has(CITATIONS) || (words.size() <= MOST_CITING && has(OWNERS));
  }

  private boolean has(Set<String> phrases) {
    return words.stream().anyMatch(word -> phrases.contains(word.text()));
  }

  /** Whether it is a follow-up for certain, where anything was said before. */
  public boolean isCertain() {
    return isEmpty() || isBare() || citesAnswer();
  }
}
