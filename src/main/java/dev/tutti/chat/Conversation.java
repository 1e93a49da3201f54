package dev.tutti.chat;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A question in its conversation: how the model is to behave, who talks with whom, what was said
 * before, and what is asked now. Immutable: each method gives a changed copy, so that one
 * conversation is the beginning of many questions.
 *
 * <p>Everything but the recent turns becomes one system message, because some models know only one:
 * the prompt, the names, and the earlier turns in short. The recent turns follow as they were said,
 * and the question comes last.
 *
 * @param prompt how the model is to behave, empty for nothing said
 * @param query what is asked now
 * @param roleName what the model is called, empty for no name
 * @param youName what the user is called, empty for no name
 * @param shortHistory the recent turns, oldest first, told word for word
 * @param longHistory the turns before those, oldest first, told in short
 */
public record Conversation(
    String prompt,
    String query,
    String roleName,
    String youName,
    List<Turn> shortHistory,
    List<Turn> longHistory) {
  private static final int LONGEST_LINE = 300;

  /** Nothing said yet. */
  public static final Conversation EMPTY = new Conversation("", "", "", "", List.of(), List.of());

  /** Keeps copies of the lists. */
  public Conversation {
    shortHistory = List.copyOf(shortHistory);
    longHistory = List.copyOf(longHistory);
  }

  /** Turn of the conversation so far. */
  public sealed interface Turn {
    /** The words. */
    String text();

    /** Turn of the user. */
    static Turn you(String text) {
      return new You(text);
    }

    /** Turn of the model. */
    static Turn role(String text) {
      return new Role(text);
    }

    /** The user's. */
    record You(String text) implements Turn {}

    /** The model's. */
    record Role(String text) implements Turn {}
  }

  /** The same with another prompt. */
  public Conversation prompt(String text) {
    return new Conversation(text, query, roleName, youName, shortHistory, longHistory);
  }

  /** The same with another question. */
  public Conversation query(String text) {
    return new Conversation(prompt, text, roleName, youName, shortHistory, longHistory);
  }

  /** The same with another name for the model. */
  public Conversation roleName(String name) {
    return new Conversation(prompt, query, name, youName, shortHistory, longHistory);
  }

  /** The same with another name for the user. */
  public Conversation youName(String name) {
    return new Conversation(prompt, query, roleName, name, shortHistory, longHistory);
  }

  /** The same with other recent turns. */
  public Conversation shortHistory(List<Turn> turns) {
    return new Conversation(prompt, query, roleName, youName, turns, longHistory);
  }

  /** The same with other earlier turns. */
  public Conversation longHistory(List<Turn> turns) {
    return new Conversation(prompt, query, roleName, youName, shortHistory, turns);
  }

  /**
   * The request that asks a model.
   *
   * @throws Fault {@code invalid_request} when nothing is asked
   */
  public ChatRequest request(String model) {
    if (query.isBlank()) {
      throw Fault.invalid("query", "is empty (expected: what the model is asked)");
    }
    var request = ChatRequest.builder(model);
    var system = system();
    if (!system.isEmpty()) {
      request.system(system);
    }
    for (var turn : shortHistory) {
      switch (turn) {
        case Turn.You(String text) -> request.user(text);
        case Turn.Role(String text) -> request.assistant(text);
      }
    }
    return request.user(query).build();
  }

  private String system() {
    return Stream.of(prompt, names(), earlier())
        .filter(part -> !part.isBlank())
        .collect(Collectors.joining("\n\n"));
  }

  private String names() {
    var role = roleName.isBlank() ? "" : "Your name is " + roleName + ".";
    var you = youName.isBlank() ? "" : "You talk with " + youName + ".";
    return (role + " " + you).strip();
  }

  private String earlier() {
    return longHistory.isEmpty()
        ? ""
        : longHistory.stream()
            .map(turn -> speaker(turn) + ": " + line(turn.text()))
            .collect(Collectors.joining("\n", "Earlier in this conversation, in short:\n", ""));
  }

  private String speaker(Turn turn) {
    return switch (turn) {
      case Turn.You _ -> youName.isBlank() ? "User" : youName;
      case Turn.Role _ -> roleName.isBlank() ? "You" : roleName;
    };
  }

  /** A text on one line, cut at a character that is whole. */
  private static String line(String text) {
    var flat = text.strip().replaceAll("\\s+", " ");
    return flat.codePointCount(0, flat.length()) <= LONGEST_LINE
        ? flat
        : flat.substring(0, flat.offsetByCodePoints(0, LONGEST_LINE)) + "...";
  }
}
