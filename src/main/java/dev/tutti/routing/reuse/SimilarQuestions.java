package dev.tutti.routing.reuse;

import dev.tutti.cache.AnswerCache;
import dev.tutti.cache.Neighbours;
import dev.tutti.cache.QuestionVector;
import dev.tutti.cache.SemanticSettings;
import dev.tutti.cache.Utterance;
import dev.tutti.call.Call;
import dev.tutti.call.CallSubject;
import dev.tutti.call.ChatModel;
import dev.tutti.call.ChatStream;
import dev.tutti.chat.ChatRequest;
import dev.tutti.chat.Chunk;
import dev.tutti.chat.Fault;
import dev.tutti.chat.FaultCode;
import dev.tutti.chat.Json;
import dev.tutti.chat.JsonBody;
import dev.tutti.chat.Operation;
import dev.tutti.chat.Outcome;
import dev.tutti.chat.Usage;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

/**
 * Search for earlier questions that mean the same, by asking an embedding model on behalf of the
 * caller: a call like any other, in the ledger too, but bounded in time; when it fails, there are
 * none. Thread-safe.
 *
 * @param models the models by their names
 */
public record SimilarQuestions(
    SemanticSettings settings, Function<String, ChatModel> models, AnswerCache answers) {
  private static final Logger log = LoggerFactory.getLogger(SimilarQuestions.class);

  /** A question, what the embedding model made of it, and what means the same. */
  record Match(
      Neighbours.Place place, String text, QuestionVector vector, List<Neighbours.Match> matches) {}

  boolean enabled() {
    return settings.enabled();
  }

  /** The question with those that mean the same; none when it cannot be compared. */
  Future<List<Match>> find(ChatRequest request, Call call, String scope) {
    return call.loop()
        .offload(() -> Utterance.of(request, RequestKey.WITHOUT_INFLUENCE))
        .compose(
            said ->
                said.isEmpty()
                    ? Future.succeededFuture(List.<Match>of())
                    : compare(said.get(), request, call, scope))
        .otherwise(
            thrown -> {
              log.warn("{}: no similar question: {}", call.id(), thrown.toString());
              return List.of();
            });
  }

  private Future<List<Match>> compare(
      Utterance said, ChatRequest request, Call call, String scope) {
    var place =
        new Neighbours.Place(
            call.caller().owner(), request.model(), scope + ' ' + settings.model(), said.around());
    return embed(said.text(), call)
        .compose(
            vector ->
                call.loop()
                    .offload(
                        () -> {
                          var near =
                              answers
                                  .neighbours()
                                  .find(place, said.text(), vector, settings.threshold());
                          return List.of(new Match(place, said.text(), vector, near));
                        }));
  }

  private Future<QuestionVector> embed(String text, Call call) {
    var body = Json.object().put("model", settings.model()).put("input", text);
    var request = ChatRequest.parse(Operation.EMBEDDINGS, Json.bytes(body));
    var own = call.part(shorter(call.remaining()));
    own.subject(new CallSubject("", "", request.operation(), request.model(), false));
    var stop = own.enforceDeadline();
    var forget = call.onCancel(() -> own.cancel(call.reason()));
    return models
        .apply(settings.model())
        .open(request, own)
        .compose(SimilarQuestions::read)
        .onComplete(
            _ -> {
              stop.run();
              forget.run();
              call.besides(own);
            });
  }

  private Duration shorter(Duration left) {
    return left.compareTo(settings.timeout()) < 0 ? left : settings.timeout();
  }

  private static Future<QuestionVector> read(ChatStream stream) {
    Promise<QuestionVector> vector = Promise.promise();
    stream.start(
        new ChatStream.Sink() {
          private JsonBody said = JsonBody.of(Json.object());

          @Override
          public void chunk(Chunk chunk) {
            if (chunk instanceof Chunk.Whole(JsonBody json, Usage _)) {
              said = json;
            }
          }

          @Override
          public void flush() {}

          @Override
          public void end(Outcome outcome) {
            switch (outcome) {
              case Outcome.Completed _ ->
                  vector.handle(Future.future(into -> into.complete(vector(said))));
              case Outcome.Failed(Fault fault, Usage _) -> vector.fail(fault);
            }
          }
        });
    return vector.future();
  }

  private static QuestionVector vector(JsonBody answer) {
    JsonNode numbers = answer.get("data").path(0).path("embedding");
    var parts = new float[numbers.size()];
    for (int i = 0; i < parts.length; i++) {
      parts[i] = (float) numbers.path(i).asDouble(0);
    }
    if (parts.length == 0) {
      throw Fault.of(FaultCode.INVALID_OUTPUT, "no embedding (expected: data[0].embedding)");
    }
    return QuestionVector.of(parts);
  }
}
