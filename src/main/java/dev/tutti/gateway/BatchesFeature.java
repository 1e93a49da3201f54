package dev.tutti.gateway;

import static dev.tutti.http.Permission.keyed;
import static io.vertx.core.http.HttpMethod.GET;
import static io.vertx.core.http.HttpMethod.POST;

import dev.tutti.batch.BatchEngine;
import dev.tutti.batch.BatchSettings;
import dev.tutti.batch.BatchTarget;
import dev.tutti.batch.QueuedBatches;
import dev.tutti.chat.Operation;
import dev.tutti.feature.Feature;
import dev.tutti.file.StoredFiles;
import dev.tutti.gateway.batch.BatchesEndpoint;
import dev.tutti.gateway.batch.LineCalls;
import dev.tutti.gateway.chat.Dialect;
import dev.tutti.gateway.openai.OpenAiDialect;
import dev.tutti.gateway.responses.ResponsesDialect;
import dev.tutti.http.Endpoint;
import dev.tutti.http.HttpRoute;
import dev.tutti.http.Routes;
import dev.tutti.platform.Platform;
import dev.tutti.responses.Archive;
import dev.tutti.session.SessionChats;
import dev.tutti.task.Tasks;
import io.vertx.core.http.HttpMethod;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** OpenAI's Batch API. */
public record BatchesFeature(BatchEngine engine) implements Feature {
  /** How soon a batch ends that nobody runs. */
  private static final Duration LOOK = Duration.ofSeconds(1);

  private static final Duration CLEANING = Duration.ofMinutes(10);
  private static final String ALL = "/v1/batches";
  private static final String ONE = ALL + "/{id}";

  /**
   * What batches go through.
   *
   * @param calls by which their lines are answered
   * @param tasks by which they are run
   * @param files with their requests and results
   * @param archive keeps responses
   * @param chats how calls go on in conversations
   * @param settings those of the moment
   */
  public record Ways(
      TasksFeature.CallsAside calls,
      Tasks tasks,
      StoredFiles files,
      Archive archive,
      SessionChats chats,
      Supplier<BatchSettings> settings) {}

  /** Opens it, with its kind of tasks. */
  public static BatchesFeature open(Platform platform, Ways ways) {
    var detached = ways.calls.detached();
    var means =
        new BatchEngine.Means(
            platform.store(),
            ways.files,
            platform.data().resolve("batches"),
            platform.clock(),
            platform.random(),
            platform.pools().memory()::lease);
    var lines = new LineCalls(detached, dialects(ways), detached.start().settings().deadline());
    var queue = new QueuedBatches(ways.tasks.queue());
    var engine = BatchEngine.open(means, lines, queue, ways.settings);
    ways.tasks.add(engine.kind());
    platform.every(LOOK, engine::look);
    platform.every(CLEANING, engine.batches()::tidy);
    return new BatchesFeature(engine);
  }

  private static Map<BatchTarget, Dialect> dialects(Ways ways) {
    return Map.of(
        BatchTarget.CHAT_COMPLETIONS,
        new OpenAiDialect(Operation.CHAT),
        BatchTarget.COMPLETIONS,
        new OpenAiDialect(Operation.TEXT_COMPLETION),
        BatchTarget.EMBEDDINGS,
        new OpenAiDialect(Operation.EMBEDDINGS),
        BatchTarget.RESPONSES,
        new ResponsesDialect(ways.archive, ways.chats));
  }

  @Override
  public void routes(Routes routes) {
    var endpoint = new BatchesEndpoint(engine.batches());
    routes.add(
        List.of(
            counted(POST, ALL, endpoint::create),
            counted(GET, ALL, endpoint::list),
            counted(GET, ONE, endpoint::show),
            counted(POST, ONE + "/cancel", endpoint::cancel)));
  }

  /** An endpoint that asks no model, whose requests count at the limits of their key. */
  private static HttpRoute counted(HttpMethod method, String path, Endpoint endpoint) {
    return new HttpRoute(method, path, keyed(), endpoint).counted();
  }
}
