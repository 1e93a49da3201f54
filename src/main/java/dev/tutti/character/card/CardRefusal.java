package dev.tutti.character.card;

import java.util.Locale;

/** Refusal of a file that is no card, or a card that must not be read. */
public final class CardRefusal extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final Reason reason;

  CardRefusal(Reason reason, String message) {
    super(message, null, false, false);
    this.reason = reason;
  }

  /** Why a file is refused. */
  public enum Reason {
    /** More bytes than may be read, now or once they are inflated. */
    TOO_LARGE,
    /** JSON within JSON, deeper than any card needs. */
    TOO_DEEP,
    /** An archive of too many files. */
    TOO_MANY_ENTRIES,
    /** A good file without a card in it. */
    NO_CARD,
    /** A file that breaks its own format. */
    CORRUPT,
    /** An archive with a password. */
    ENCRYPTED,
    /** A card that says nothing that is needed. */
    INVALID_CARD;

    /** The word for it, such as {@code too_large}. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** Why. */
  public Reason reason() {
    return reason;
  }
}
