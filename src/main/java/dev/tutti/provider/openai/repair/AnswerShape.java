package dev.tutti.provider.openai.repair;

import dev.tutti.chat.ChatRequest;
import dev.tutti.chat.Operation;

/** The forms that an answer to a prompt has in OpenAI's dialect. */
public enum AnswerShape {
  CHUNK("chat.completion.chunk", "delta", "chatcmpl-"),
  CHAT("chat.completion", "message", "chatcmpl-"),
  TEXT_CHUNK("text_completion", "text", "cmpl-"),
  TEXT("text_completion", "text", "cmpl-");

  private static final int MOST_CHOICES = 256;

  /** As many as a list of prompts may ask for: each has choices of its own. */
  private static final int MOST_TEXTS = 8_192;

  private final String object;
  private final String said;
  private final String idPrefix;

  AnswerShape(String object, String said, String idPrefix) {
    this.object = object;
    this.said = said;
    this.idPrefix = idPrefix;
  }

  /** The shape of a stream's chunks. */
  public static AnswerShape ofChunks(ChatRequest request) {
    return request.operation() == Operation.TEXT_COMPLETION ? TEXT_CHUNK : CHUNK;
  }

  /** The shape of a whole answer. */
  public static AnswerShape ofWhole(ChatRequest request) {
    return request.operation() == Operation.TEXT_COMPLETION ? TEXT : CHAT;
  }

  /** The value of {@code object}. */
  String object() {
    return object;
  }

  /** The member of a choice that holds what was said. */
  String said() {
    return said;
  }

  /** The beginning of an id of this shape. */
  String idPrefix() {
    return idPrefix;
  }

  /** The most choices that one text of this shape may have. */
  int mostChoices() {
    return this == TEXT ? MOST_TEXTS : MOST_CHOICES;
  }

  /** Whether it is a piece of an answer. */
  boolean isChunk() {
    return this == CHUNK || this == TEXT_CHUNK;
  }

  /** Whether choices hold messages and not bare text. */
  boolean isChat() {
    return this == CHUNK || this == CHAT;
  }
}
