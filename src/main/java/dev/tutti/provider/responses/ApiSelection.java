package dev.tutti.provider.responses;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.tutti.call.SchemaMode;
import dev.tutti.chat.ChatRequest;
import dev.tutti.chat.Fault;
import dev.tutti.chat.FaultCode;
import dev.tutti.chat.Operation;
import dev.tutti.chat.ResponsesForm;
import dev.tutti.provider.error.Diagnosis;
import dev.tutti.provider.error.OpeningPhrases;
import dev.tutti.provider.spi.Adapter;
import dev.tutti.provider.spi.ModelList;
import dev.tutti.provider.spi.Refusal;
import dev.tutti.provider.spi.ResponsesSettings;
import dev.tutti.provider.spi.ResponsesUse;
import dev.tutti.provider.spi.UpstreamRequest;
import dev.tutti.wire.frame.FrameReader;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * A provider with both of OpenAI's APIs for chats: each request is sent to one of them, by the
 * settings, by the model's name, and by what the upstream itself has said of a model that was asked
 * in the wrong one. Such a refusal costs nothing, and the request is made again in the other. What
 * was learned holds for some minutes, or until the other API refuses the model, too.
 */
public final class ApiSelection implements Adapter {
  private static final int REMEMBERED = 1_000;
  private static final Duration KEPT = Duration.ofMinutes(10);

  /** Refusals of OpenAI's, Azure's and GitHub's models in chat completions. */
  private static final OpeningPhrases WRONG_API =
      OpeningPhrases.of(
          "(this|the) model (\\S+ )?is only supported in (the )?/?v1/responses\\b",
          "this is not a chat model and thus not supported in the v1/chat/completions endpoint",
          "the chatcompletion operation does not work with the specified model",
          "(the )?model \\S+ is not accessible via the /chat/completions endpoint");

  /** The same of functions alone: other chats with the model stay where they are. */
  private static final OpeningPhrases WRONG_API_OF_FUNCTIONS =
      OpeningPhrases.of(
          "function tools with reasoning_effort are not supported for \\S+ in"
              + " /v1/chat/completions\\b");

  /** Refusals of servers without the address, and what {@link Diagnosis} makes of a page. */
  private static final OpeningPhrases NO_API =
      OpeningPhrases.of(
          "the provider knows no such model, or no such address",
          "invalid url \\(post ",
          "unknown (request )?url: post ",
          "resource not found",
          "cannot post /",
          "no route matched",
          "not found\\.?$");

  private final Adapter chat;
  private final Adapter responses;
  private final ResponsesSettings settings;
  private final Cache<Kind, Boolean> learned;

  /**
   * Kind of chats with a model.
   *
   * @param functions whether they ask for functions and for reasoning
   */
  private record Kind(String model, boolean functions) {
    static Kind of(ChatRequest request, String model) {
      return new Kind(model, ResponsesModels.reasonsWithFunctions(request));
    }
  }

  /**
   * @param clock by which what was learned is forgotten again
   */
  public ApiSelection(
      Adapter chat, Adapter responses, ResponsesSettings settings, InstantSource clock) {
    this.chat = chat;
    this.responses = responses;
    this.settings = settings;
    this.learned =
        Caffeine.newBuilder()
            .maximumSize(REMEMBERED)
            .expireAfterWrite(KEPT)
            .ticker(() -> TimeUnit.MILLISECONDS.toNanos(clock.millis()))
            .build();
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
            var known = learned.getIfPresent(Kind.of(request, model));
            yield known == null
                ? request.responses().isPresent() || ResponsesModels.needed(request, model)
                : known;
          }
        };
  }

  @Override
  public Optional<Adapter> other(
      boolean inResponses, ChatRequest refused, String model, Fault why) {
    if (refused.operation() != Operation.CHAT || settings.of(model) != ResponsesUse.AUTO) {
      return Optional.empty();
    }
    boolean moves = inResponses ? isMissing(why, model) : isElsewhere(why, model);
    if (!moves
        || (inResponses && refused.responses().flatMap(ResponsesForm::beyondChat).isPresent())) {
      return Optional.empty();
    }
    if (inResponses || !WRONG_API_OF_FUNCTIONS.begin(why, model)) {
      learned.put(new Kind(model, false), !inResponses);
    }
    learned.put(new Kind(model, true), !inResponses);
    return Optional.of(inResponses ? chat : responses);
  }

  /** An address that is not there blames no member of the request. */
  private static boolean isMissing(Fault why, String model) {
    return why.code() == FaultCode.MODEL_NOT_FOUND
        && why.param().isEmpty()
        && NO_API.begin(why, model);
  }

  private static boolean isElsewhere(Fault why, String model) {
    return (why.code() == FaultCode.INVALID_REQUEST || why.code() == FaultCode.MODEL_NOT_FOUND)
        && (WRONG_API.begin(why, model) || WRONG_API_OF_FUNCTIONS.begin(why, model));
  }

  @Override
  public UpstreamRequest outgoing(ChatRequest request, String model) {
    return chosen(request, model).outgoing(request, model);
  }

  @Override
  public SchemaMode schemaMode(ChatRequest request, String model) {
    return chosen(request, model).schemaMode(request, model);
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
