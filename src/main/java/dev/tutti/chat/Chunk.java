package dev.tutti.chat;

import dev.tutti.chat.ChatEvent.Spent;
import dev.tutti.chat.ChatEvent.Start;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/**
 * One frame of an answer: what it means and, where an endpoint of the same dialect can relay it,
 * how it was written.
 */
public sealed interface Chunk {

  /** Events of the frame, in our words. */
  List<ChatEvent> events();

  /** Whether a caller has something to lose: content, a tool call or a finish, not a bare role. */
  boolean substantial();

  /** The usage that this chunk reports, or {@link Usage#NONE}. */
  Usage usage();

  /** Chunk made of events: what a translating adapter or a model of our own says. */
  record Events(List<ChatEvent> events) implements Chunk {
    /** A chunk of some events. */
    public static Events of(ChatEvent... events) {
      return new Events(List.of(events));
    }

    @Override
    public boolean substantial() {
      for (var event : events) {
        if (!(event instanceof Start || event instanceof Spent)) {
          return true;
        }
      }
      return false;
    }

    @Override
    public Usage usage() {
      return spent(events);
    }
  }

  private static Usage spent(List<ChatEvent> events) {
    var usage = Usage.NONE;
    for (var event : events) {
      if (event instanceof Spent(Usage spent)) {
        usage = usage.max(spent);
      }
    }
    return usage;
  }

  /**
   * An event of OpenAI's Responses API as the upstream told it, for an endpoint that tells the
   * same.
   *
   * @param json the event, with its {@code type}; not to be changed. An answer in one piece is a
   *     single {@code response.completed} or {@code response.incomplete}
   * @param length how many bytes it was
   * @param events what it says in our words
   */
  record ResponseEvent(ObjectNode json, int length, List<ChatEvent> events, boolean substantial)
      implements Chunk {
    /** The event's type, such as {@code response.output_text.delta}. */
    public String type() {
      return json.path("type").asString("");
    }

    @Override
    public Usage usage() {
      return spent(events);
    }
  }

  /**
   * A regular {@code chat.completion.chunk}, scanned but not rebuilt. Its usage, if it reports any,
   * comes in a frame with no choices.
   *
   * @param usageOnly whether it has no choices and is there for its usage
   */
  record Verbatim(JsonBody json, boolean substantial, boolean usageOnly, Usage usage)
      implements Chunk {
    @Override
    public List<ChatEvent> events() {
      return OpenAiEvents.ofChunk(json);
    }
  }

  /**
   * Progress of the work behind an answer, which is no part of it.
   *
   * @param json what has happened; not to be changed
   */
  record ProgressNote(ObjectNode json) implements Chunk {
    @Override
    public List<ChatEvent> events() {
      return List.of();
    }

    @Override
    public boolean substantial() {
      return false;
    }

    @Override
    public Usage usage() {
      return Usage.NONE;
    }
  }

  /** A regular whole answer in one object: a {@code chat.completion}, a list of embeddings. */
  record Whole(JsonBody json, Usage usage) implements Chunk {
    @Override
    public List<ChatEvent> events() {
      return OpenAiEvents.ofCompletion(json);
    }

    @Override
    public boolean substantial() {
      return true;
    }
  }
}
