package dev.tutti.provider;

import dev.tutti.call.Rung;
import dev.tutti.chat.ChatRequest;
import dev.tutti.chat.Fault;
import dev.tutti.chat.FaultCode;
import dev.tutti.chat.Operation;
import dev.tutti.chat.ResponsesForm;
import dev.tutti.wire.FrameReader;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A provider with both of OpenAI's APIs for chats: each request is sent to one of them, by the
 * settings, by the model's name, and by what the upstream itself has said of a model that was asked
 * in the wrong one. Such a refusal costs nothing, and the request is made again in the other.
 */
final class ApiSelection implements Adapter {
  private static final int REMEMBERED = 1_000;
  private static final List<String> WRONG_API =
      List.of(
          "v1/responses",
          "not a chat model",
          "unsupported_api_for_model",
          "not accessible via the /chat/completions",
          "chatcompletion operation does not work");
  private static final List<String> NO_API =
      List.of(
          "no such address",
          "invalid url",
          "unknown url",
          "unknown request url",
          "resource not found",
          "cannot post",
          "no route",
          ": not found");

  private final Adapter chat;
  private final Adapter responses;
  private final ResponsesSettings settings;
  private final ConcurrentHashMap<String, Boolean> learned = new ConcurrentHashMap<>();

  ApiSelection(Adapter chat, Adapter responses, ResponsesSettings settings) {
    this.chat = chat;
    this.responses = responses;
    this.settings = settings;
  }

  @Override
  public Adapter chosen(ChatRequest request, String model) {
    return speaksResponses(request, model) ? responses : chat;
  }

  @Override
  public boolean takesCustomTools(ChatRequest request, String model) {
    return chosen(request, model).takesCustomTools(request, model);
  }

  @Override
  public boolean speaksResponses(ChatRequest request, String model) {
    return request.operation() == Operation.CHAT
        && switch (settings.of(model)) {
          case ALWAYS -> true;
          case NEVER -> false;
          case AUTO -> {
            var known = learned.get(model);
            yield known == null
                ? request.responses().isPresent() || ResponsesModels.needed(request, model)
                : known;
          }
        };
  }

  @Override
  public Optional<ChatRequest> instead(ChatRequest refused, String model, Fault why) {
    var words = why.getMessage().toLowerCase(Locale.ROOT);
    boolean asked = speaksResponses(refused, model);
    if (settings.of(model) == ResponsesUse.AUTO && isRefusal(why)) {
      if (asked && NO_API.stream().anyMatch(words::contains)) {
        boolean other = refused.responses().flatMap(ResponsesForm::beyondChat).isEmpty();
        return other && learn(model, false) ? Optional.of(refused) : Optional.empty();
      }
      if (!asked && WRONG_API.stream().anyMatch(words::contains)) {
        return learn(model, true) ? Optional.of(refused) : Optional.empty();
      }
    }
    return asked ? responses.instead(refused, model, why) : Optional.empty();
  }

  private static boolean isRefusal(Fault why) {
    return why.code() == FaultCode.INVALID_REQUEST || why.code() == FaultCode.MODEL_NOT_FOUND;
  }

  /** What was learned first stays: two upstreams that point at each other are asked once each. */
  private boolean learn(String model, boolean inResponses) {
    return learned.size() < REMEMBERED && learned.putIfAbsent(model, inResponses) == null;
  }

  @Override
  public Outgoing outgoing(ChatRequest request, String model) {
    return chosen(request, model).outgoing(request, model);
  }

  @Override
  public Rung rung(ChatRequest request, String model) {
    return chosen(request, model).rung(request, model);
  }

  @Override
  public Optional<ModelList> models() {
    return chat.models();
  }

  @Override
  public List<Map.Entry<String, String>> headers() {
    return chat.headers();
  }

  @Override
  public Fault fault(Refusal refusal) {
    return chat.fault(refusal);
  }

  @Override
  public FrameReader frames() {
    return chat.frames();
  }

  /** Of chat completions; whoever reads an answer asks {@link #chosen} first. */
  @Override
  public Reader reader(ChatRequest request) {
    return chat.reader(request);
  }
}
