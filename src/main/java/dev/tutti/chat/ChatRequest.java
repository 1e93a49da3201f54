package dev.tutti.chat;

import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Request of a caller to a model: the caller's own bytes in OpenAI's dialect, and the few facts
 * that the core decides by. Immutable, the same for every attempt, safe for any thread.
 */
public final class ChatRequest {
  private final Operation operation;
  private final JsonBody body;
  private final RequestFacts facts;
  private final @Nullable ResponsesForm responses;
  private final @Nullable ToLongFunction<JsonBody> count;

  private ChatRequest(
      Operation operation,
      JsonBody body,
      RequestFacts facts,
      @Nullable ResponsesForm responses,
      @Nullable ToLongFunction<JsonBody> count) {
    this.operation = operation;
    this.body = body;
    this.facts = facts;
    this.responses = responses;
    this.count = count;
  }

  /**
   * Reads and checks a caller's body.
   *
   * @throws Fault {@code invalid_request} or {@code request_too_large}, naming the member at fault
   */
  public static ChatRequest parse(Operation operation, byte[] bytes) {
    var scan = new RequestScan(operation, bytes);
    return new ChatRequest(operation, scan.body(), scan.facts(), null, null);
  }

  /**
   * Stands for a request that is relayed and not understood: what limits, budgets and the ledger
   * need to know of it. It has no body.
   *
   * @param model whom it asks, as {@code provider/model}
   * @param forecast how many tokens it may take
   */
  public static ChatRequest relayed(String model, boolean stream, TokenForecast forecast) {
    var facts =
        new RequestFacts(
            model,
            stream,
            false,
            RequestFacts.History.NONE,
            false,
            "",
            "",
            RequestFacts.Vectors.NONE,
            forecast);
    return new ChatRequest(Operation.PASSTHROUGH, JsonBody.of(Json.object()), facts, null, null);
  }

  /** Starts a chat request to a model. */
  public static Builder builder(String model) {
    return new Builder(model);
  }

  /** The same request to another model. */
  public ChatRequest withModel(String model) {
    return edited(JsonEdits.none().set("model", model));
  }

  /** The same request, with the answer wanted piece by piece. */
  public ChatRequest streamed() {
    return stream() ? this : edited(JsonEdits.none().set("stream", true));
  }

  /** The same request with other members. */
  public ChatRequest edited(JsonEdits edits) {
    var scan = new RequestScan(operation, body.with(edits));
    var form = responses == null ? null : responses.after(edits);
    return new ChatRequest(operation, scan.body(), scan.facts(), form, count);
  }

  /** The same request, with the words of OpenAI's Responses API that it was written in. */
  public ChatRequest with(@Nullable ResponsesForm form) {
    return new ChatRequest(operation, body, facts, form, count);
  }

  /** The same request, whose prompt is counted like this where an upstream does not report it. */
  public ChatRequest counted(ToLongFunction<JsonBody> tokens) {
    return new ChatRequest(operation, body, facts, responses, tokens);
  }

  /** Tokens of a prompt as they are counted for its model; empty where nobody knows it. */
  public OptionalLong tokens(JsonBody prompt) {
    return count == null ? OptionalLong.empty() : OptionalLong.of(count.applyAsLong(prompt));
  }

  /** The words of OpenAI's Responses API that it was written in; empty for any other request. */
  public Optional<ResponsesForm> responses() {
    return Optional.ofNullable(responses);
  }

  /**
   * Goes on only where the chat says everything that was asked.
   *
   * @throws Fault {@code invalid_request}, naming what only OpenAI's Responses API can say
   */
  public void requireChat() {
    responses()
        .flatMap(ResponsesForm::beyondChat)
        .ifPresent(
            why -> {
              throw why;
            });
  }

  /**
   * The same chat with more at its end.
   *
   * @param said what the model has said, blank for nothing
   * @param asked what the user says to that
   */
  public ChatRequest followed(String said, String asked) {
    var messages = (ArrayNode) body.get("messages");
    if (!said.isBlank()) {
      messages.addObject().put("role", "assistant").put("content", said);
    }
    messages.addObject().put("role", "user").put("content", asked);
    var followed = with(null).edited(JsonEdits.none().set("messages", messages));
    return responses == null ? followed : followed.with(responses.followed(said, asked));
  }

  /** The same chat without encrypted reasoning of earlier turns; empty when there is none. */
  public Optional<ChatRequest> withoutReasoning() {
    var messages = body.get("messages");
    boolean sealed = false;
    for (var message : messages) {
      sealed |= message instanceof ObjectNode said && said.remove(AnthropicWords.THINKING) != null;
    }
    var form = responses().flatMap(ResponsesForm::withoutReasoning);
    if (!sealed && form.isEmpty()) {
      return Optional.empty();
    }
    var plain = with(null).edited(JsonEdits.none().set("messages", messages));
    return Optional.of(plain.with(form.orElse(responses)));
  }

  /**
   * Writes everything that an answer depends on but some members, in an order of its own: the same
   * for requests that ask the same.
   */
  public void writeSorted(Set<String> without, JsonBody.Appender out) {
    body.writeSorted(without, out);
    if (responses != null) {
      responses.body().writeSorted(without, out);
    }
  }

  /** Kind of the request. */
  public Operation operation() {
    return operation;
  }

  /** The caller's JSON. */
  public JsonBody body() {
    return body;
  }

  /** The model as the caller named it. */
  public String model() {
    return facts.model();
  }

  /** Whether the answer is wanted piece by piece. */
  public boolean stream() {
    return facts.stream();
  }

  /** Whether a streamed answer shall end with its usage. */
  public boolean wantsUsage() {
    return facts.wantsUsage();
  }

  /** Whether a message has the role {@code developer}, which older upstreams do not know. */
  public boolean hasDeveloperMessage() {
    return facts.history().developer();
  }

  /** Whether a message calls tools. */
  public boolean hasCalls() {
    return facts.history().calls();
  }

  /**
   * Whether a message or a call has members beside those that every upstream of OpenAI's dialect
   * knows, such as the reasoning that came with an answer.
   */
  public boolean hasExtensions() {
    return facts.history().extended();
  }

  /** Whether a tool has answered with a list of parts, of which some may be pictures. */
  public boolean hasResultParts() {
    return facts.history().resultParts();
  }

  /**
   * Whether there are tools, or calls of earlier answers, of OpenAI's type {@code custom}, or a
   * {@code tool_choice} in words that only OpenAI has.
   */
  public boolean hasCustomTools() {
    return facts.history().custom();
  }

  /** Whether the provider is asked to keep the answer: each caller expects one of its own. */
  public boolean isStored() {
    return body.has("store") && body.get("store").asBoolean(false);
  }

  /** Whether the answer must be a JSON object, or JSON that is valid for a schema. */
  public boolean wantsJson() {
    return wantsSchema() || facts.format().equals("json_object");
  }

  /** Whether the answer must be JSON that is valid for a schema of the caller's. */
  public boolean wantsSchema() {
    return facts.format().equals("json_schema");
  }

  /**
   * Whether it was asked in Anthropic's dialect: then what OpenAI's does not know is written for
   * Anthropic, see {@link AnthropicWords}.
   */
  public boolean isAnthropic() {
    return facts.anthropic();
  }

  /**
   * Number of texts, or lists of tokens, that it has; each is answered by an embedding of its own.
   */
  public int inputs() {
    return facts.vectors().inputs();
  }

  /** Whether embeddings are wanted in base64 rather than as numbers. */
  public boolean wantsPackedVectors() {
    return facts.vectors().packed();
  }

  /** The end user that the caller named. */
  public Optional<String> user() {
    return facts.user().isEmpty() ? Optional.empty() : Optional.of(facts.user());
  }

  /**
   * Forecast of the tokens that it and its answers may take, at a glance: a quarter of its bytes,
   * about a thousand for each picture, and the most that it lets all answers have, or 256 for each.
   */
  public long forecast() {
    return facts.forecast().total();
  }

  /** Those of them that its prompt may take. */
  public long promptForecast() {
    return facts.forecast().prompt();
  }

  /** Those of them that its answers may take. */
  public long answerForecast() {
    return facts.forecast().answer();
  }

  /** The typed view for those who translate; read anew at each call. */
  public Prompt prompt() {
    return new Prompt(operation, body.tree());
  }

  /** The typed view of some members, which makes no tree of the others, such as long histories. */
  public Prompt promptOf(String... names) {
    var some = Json.object();
    for (var name : names) {
      if (body.has(name)) {
        some.set(name, body.get(name));
      }
    }
    return new Prompt(operation, some);
  }

  /** Builds a chat request in code. Not thread-safe. */
  public static final class Builder {
    private final ObjectNode root = Json.object();

    private Builder(String model) {
      root.put("model", model).putArray("messages");
    }

    /** Adds a system message. */
    public Builder system(String text) {
      return message("system", text);
    }

    /** Adds a message of the user. */
    public Builder user(String text) {
      return message("user", text);
    }

    /** Adds an earlier answer of the model. */
    public Builder assistant(String text) {
      return message("assistant", text);
    }

    /** Adds a message with a role of the caller's choice. */
    public Builder message(String role, String text) {
      root.withArray("messages").addObject().put("role", role).put("content", text);
      return this;
    }

    /** Asks for the answer piece by piece. */
    public Builder stream() {
      root.put("stream", true).putObject("stream_options").put("include_usage", true);
      return this;
    }

    /** The sampling temperature, 0 to 2. */
    public Builder temperature(double value) {
      root.put("temperature", value);
      return this;
    }

    /** The share of the likeliest tokens that is drawn from, 0 to 1. */
    public Builder topP(double value) {
      root.put("top_p", value);
      return this;
    }

    /** The most tokens of the answer, at least 1. */
    public Builder maxTokens(int value) {
      root.put("max_tokens", value);
      return this;
    }

    /** Sets any other member of OpenAI's request. */
    public Builder with(String name, JsonNode value) {
      root.set(name, value);
      return this;
    }

    /**
     * The request.
     *
     * @throws Fault {@code invalid_request} when a value is out of its range
     */
    public ChatRequest build() {
      return parse(Operation.CHAT, Json.bytes(root));
    }
  }

  /** Facts that the scan of a request notes. */
  record RequestFacts(
      String model,
      boolean stream,
      boolean wantsUsage,
      History history,
      boolean anthropic,
      String user,
      String format,
      Vectors vectors,
      TokenForecast forecast) {

    /** Features of the messages that an adapter must know, and whether {@link #hasCustomTools}. */
    record History(
        boolean developer, boolean calls, boolean extended, boolean resultParts, boolean custom) {
      static final History NONE = new History(false, false, false, false, false);
    }

    /** Number of embeddings that are asked for, and whether in base64. */
    record Vectors(int inputs, boolean packed) {
      static final Vectors NONE = new Vectors(0, false);
    }
  }
}
