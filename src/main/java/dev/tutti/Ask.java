package dev.tutti;

import dev.tutti.chat.ChatEvent;
import dev.tutti.chat.Conversation;
import dev.tutti.chat.Fault;
import dev.tutti.chat.Outcome;
import dev.tutti.chat.Reply;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/**
 * A question to a model, built step by step. Immutable and thread-safe: each step gives a changed
 * copy, so that one beginning can be kept and asked again.
 *
 * <pre>{@code
 * var guide = tutti.ask().type("fast").prompt("You are a patient guide.").roleName("Ada");
 * Reply reply = guide.youName("Bo").query("Where does the river begin?").chat();
 * }</pre>
 */
public final class Ask {
  private final Tutti tutti;
  private final String type;
  private final Conversation conversation;

  Ask(Tutti tutti, String type, Conversation conversation) {
    this.tutti = tutti;
    this.type = type;
    this.conversation = conversation;
  }

  /**
   * Model that is asked, as callers name it, such as {@code fast} or {@code openai/gpt-4o-mini}, or
   * the name of a provider for the first of its models that an alias names. {@code sim} until it is
   * said.
   */
  public Ask type(String modelOrProvider) {
    return new Ask(tutti, modelOrProvider, conversation);
  }

  /** System message: how the model is to behave. */
  public Ask prompt(String text) {
    return with(conversation.prompt(text));
  }

  /** Question of the user; needed. */
  public Ask query(String text) {
    return with(conversation.query(text));
  }

  /** Name of the model in this conversation; it is told. */
  public Ask roleName(String name) {
    return with(conversation.roleName(name));
  }

  /** Name of the user in this conversation; the model is told. */
  public Ask youName(String name) {
    return with(conversation.youName(name));
  }

  /** The recent turns, oldest first; the model gets them word for word, as messages. */
  public Ask shortHistory(List<Conversation.Turn> turns) {
    return with(conversation.shortHistory(turns));
  }

  /**
   * The turns before the recent ones, oldest first; the model gets them in short, as one note in
   * the system message with at most 300 characters of each turn.
   */
  public Ask longHistory(List<Conversation.Turn> turns) {
    return with(conversation.longHistory(turns));
  }

  private Ask with(Conversation other) {
    return new Ask(tutti, type, other);
  }

  /**
   * Asks and waits for the whole answer, as {@link Tutti#chat}.
   *
   * @throws Fault when there is none, or when nothing is asked
   */
  public Reply chat() {
    return tutti.chat(conversation.request(tutti.modelOf(type)));
  }

  /**
   * Asks, as {@link Tutti#chatAsync}.
   *
   * @throws Fault {@code invalid_request} when nothing is asked
   */
  public CompletableFuture<Reply> chatAsync() {
    return tutti.chatAsync(conversation.request(tutti.modelOf(type)));
  }

  /**
   * Asks and hands over the answer as it comes, as {@link Tutti#chatStream}.
   *
   * @throws Fault {@code invalid_request} when nothing is asked
   */
  public CompletableFuture<Reply> chatStream(Consumer<ChatEvent> onDelta, Consumer<Outcome> onEnd) {
    return tutti.chatStream(conversation.request(tutti.modelOf(type)), onDelta, onEnd);
  }
}
