package dev.tutti.chat;

import java.util.List;

/** About how many bytes of memory a chunk takes, for bounds. */
public final class ChunkSize {
  private static final int WITHOUT_TEXT = 100;
  private static final int HIGHEST_OF_ONE_BYTE = 0xFF;

  private ChunkSize() {}

  /** The bytes of a chunk: its JSON or its texts, and what the objects around them take. */
  public static long of(Chunk chunk) {
    return switch (chunk) {
      case Chunk.Verbatim verbatim -> WITHOUT_TEXT + (long) verbatim.json().length();
      case Chunk.Whole whole -> WITHOUT_TEXT + (long) whole.json().length();
      case Chunk.Events spoken -> of(spoken.events());
      case Chunk.ProgressNote _ -> WITHOUT_TEXT;
      case Chunk.ResponseEvent event -> WITHOUT_TEXT + 2L * event.length() + of(event.events());
    };
  }

  private static long of(List<ChatEvent> events) {
    return events.stream().mapToLong(ChunkSize::of).sum();
  }

  private static long of(ChatEvent event) {
    long text =
        switch (event) {
          case ChatEvent.Text said -> of(said.text());
          case ChatEvent.Reasoning said -> of(said.text());
          case ChatEvent.Refusal said -> of(said.text());
          case ChatEvent.ToolCall part -> of(part.arguments());
          case ChatEvent.Logprobs tokens -> tokens.tokens().size() * (long) WITHOUT_TEXT;
          case ChatEvent.Extension member -> of(member.value().toString());
          case ChatEvent.Start _, ChatEvent.Finish _, ChatEvent.Spent _ -> 0;
        };
    return WITHOUT_TEXT + text;
  }

  /** A text is kept with one byte a character where all of them fit, else with two. */
  private static long of(String text) {
    boolean wide = text.chars().anyMatch(c -> c > HIGHEST_OF_ONE_BYTE);
    return wide ? 2L * text.length() : text.length();
  }
}
