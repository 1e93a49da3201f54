package dev.tutti.followup.classifier;

import java.util.Locale;

/** Work that a word does in a dialogue; the lists of {@code words.txt} have the same names. */
enum WordClass {
  PRONOUN,
  DEMONSTRATIVE,
  BACKWARD,
  CONNECTIVE,
  MORE,
  REPLY,
  REVISE,
  COMPARATIVE,
  OUTPUT,
  QUESTION,
  PARTICLE,
  AUXILIARY,
  FIRST_PERSON,
  SECOND_PERSON,
  DEFINITE,
  INDEFINITE,
  TASK,
  SWITCH,
  NEGATION,
  TIME,
  ORDINAL,
  ATTRIBUTE,
  CATEGORY,
  FILLER;

  private static final int MEANINGFUL =
      REVISE.bit()
          | OUTPUT.bit()
          | COMPARATIVE.bit()
          | TASK.bit()
          | ATTRIBUTE.bit()
          | CATEGORY.bit();

  private static final int CUTTING =
      PARTICLE.bit()
          | PRONOUN.bit()
          | AUXILIARY.bit()
          | DEMONSTRATIVE.bit()
          | FIRST_PERSON.bit()
          | SECOND_PERSON.bit()
          | QUESTION.bit()
          | CONNECTIVE.bit()
          | INDEFINITE.bit();

  private static final int REFERRING = PRONOUN.bit() | DEMONSTRATIVE.bit();

  /** The bit that stands for this class in a set of classes. */
  @SuppressWarnings("EnumOrdinal") // bits of one process, never kept
  int bit() {
    return 1 << ordinal();
  }

  /** Whether it is in a set of classes. */
  boolean in(int classes) {
    return (classes & bit()) != 0;
  }

  /** The name of its list. */
  String list() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Whether a word of these classes is about something, so that its return is a sign. */
  static boolean isContent(int classes) {
    return (classes & ~MEANINGFUL) == 0;
  }

  /** Whether a Chinese word of these classes is no part of a name or term beside it. */
  static boolean isCutting(int classes) {
    return (classes & CUTTING) != 0;
  }

  /** Whether a word of these classes stands for something else. */
  static boolean isReferring(int classes) {
    return (classes & REFERRING) != 0;
  }
}
