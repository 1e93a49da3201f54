package dev.tutti.provider.exchange;

import dev.tutti.call.Attempt;
import dev.tutti.call.BodyMemory;
import dev.tutti.call.Call;
import dev.tutti.call.ChatStream;
import dev.tutti.call.DeploymentId;
import dev.tutti.call.Loop;
import dev.tutti.call.PassthroughAnswer;
import dev.tutti.call.PassthroughRequest;
import dev.tutti.call.SchemaMode;
import dev.tutti.chat.ChatRequest;
import dev.tutti.chat.Fault;
import dev.tutti.chat.FaultCode;
import dev.tutti.chat.Json;
import dev.tutti.chat.Outcome;
import dev.tutti.chat.Usage;
import dev.tutti.provider.Deployment;
import dev.tutti.provider.spi.Adapter;
import dev.tutti.provider.spi.ModelList;
import dev.tutti.provider.spi.Refusal;
import dev.tutti.provider.spi.UpstreamRequest;
import dev.tutti.wire.Pool;
import dev.tutti.wire.SmallRequest;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An upstream over HTTP.
 *
 * @param connections its pool, made at the first use: one that is never in force opens none
 * @param path what the provider's address has after its host, without a slash at the end
 */
public record HttpBackend(
    Supplier<Pool> connections, String path, Adapter adapter, Timeouts timeouts)
    implements Backend {
  private static final Logger log = LoggerFactory.getLogger(HttpBackend.class);
  private static final byte[] NOTHING = {};

  /** The pool of its connections. */
  public Pool pool() {
    return connections.get();
  }

  @Override
  public Future<ChatStream> open(ChatRequest request, Call call, Attempt attempt) {
    ChatExchange exchange;
    try {
      exchange = new ChatExchange(call, attempt, this, request);
    } catch (RuntimeException e) {
      log.error("{}: cannot be asked", attempt.target().deployment(), e);
      var fault = Fault.from(e);
      attempt.settle(new Outcome.Failed(fault, Usage.NONE));
      return Future.failedFuture(fault);
    }
    return exchange.open(request); // which settles by itself
  }

  @Override
  public Future<PassthroughAnswer> pass(PassthroughRequest request, Call call, Attempt attempt) {
    return new PassthroughExchange(call, attempt, this, request).open();
  }

  @Override
  public Backend chosen(ChatRequest request, String model) {
    return with(adapter.chosen(request, model));
  }

  @Override
  public Optional<Backend> other(
      boolean inResponses, ChatRequest refused, String model, Fault why) {
    return adapter.other(inResponses, refused, model, why).map(this::with);
  }

  private HttpBackend with(Adapter other) {
    return other.equals(adapter) ? this : new HttpBackend(connections, path, other, timeouts);
  }

  @Override
  public SchemaMode schemaMode(ChatRequest request, String model) {
    return adapter.schemaMode(request, model);
  }

  @Override
  public boolean takesCustomTools(ChatRequest request, String model) {
    return adapter.takesCustomTools(request, model);
  }

  @Override
  public boolean speaksResponses(ChatRequest request, String model) {
    return adapter.speaksResponses(request, model);
  }

  @Override
  public Optional<ChatRequest> instead(ChatRequest refused, String model, Fault why) {
    return adapter.instead(refused, model, why);
  }

  @Override
  public Future<Void> reach(Call call) {
    return ask(call).mapEmpty();
  }

  /** The models that the upstream says it has. Fails as {@link Deployment#reach} does. */
  public Future<List<String>> models(Call call) {
    return ask(call).compose(answer -> call.loop().offload(() -> list().names(answer.body())));
  }

  private ModelList list() {
    return adapter.models().orElseThrow(() -> noList("its address has none"));
  }

  private Future<SmallRequest.SmallResponse> ask(Call call) {
    try {
      return ask(list(), call);
    } catch (Fault fault) {
      return Future.failedFuture(fault);
    }
  }

  private Future<SmallRequest.SmallResponse> ask(ModelList list, Call call) {
    var head = new RequestOptions().setMethod(HttpMethod.GET).setURI(path + list.path());
    head.putHeader("accept", "application/json").putHeader("accept-encoding", "identity");
    list.headers().forEach(header -> head.putHeader(header.getKey(), header.getValue()));
    return SmallRequest.run(pool(), call, head, NOTHING, timeouts.connect(), ModelList.MOST_BYTES)
        .compose(
            answer ->
                answer.isWell()
                    ? Future.succeededFuture(answer)
                    : Future.failedFuture(refusal(answer)));
  }

  private Fault refusal(SmallRequest.SmallResponse answer) {
    return answer.status() == 404 || answer.status() == 405
        ? noList("it answers " + answer.status())
        : adapter.fault(new Refusal(answer.status(), answer.headers(), answer.body()));
  }

  private static Fault noList(String why) {
    return Fault.of(
        FaultCode.INVALID_REQUEST,
        "the provider has no list of models, %s (expected: health.probe: chat)".formatted(why));
  }

  /**
   * What is sent. A large request is translated beside the call's loop, with memory for the trees
   * that are made of it; those of others are made one at a time on each loop.
   */
  Future<UpstreamRequest> outgoing(ChatRequest request, Call call, DeploymentId target) {
    return call.loop()
        .read(request.body().length(), () -> outgoing(request, call.memory(), target));
  }

  /**
   * @param held what counts for the call already, with a tree that was made of what it asks
   */
  private UpstreamRequest outgoing(
      ChatRequest request, BodyMemory.Lease held, DeploymentId target) {
    if (request.body().length() <= Loop.MOST_READ) {
      return written(request, target);
    }
    var body = request.body().bytes();
    try (var tree = pool().memory().lease()) {
      take(tree, held.lacking(body.length + Json.nodesOf(body)));
      return written(request, target);
    }
  }

  private static void take(BodyMemory.Lease tree, long bytes) {
    try {
      tree.take(bytes);
    } catch (Fault full) {
      throw full.code() == FaultCode.OVERLOADED ? UpstreamBody.lacking("request", full) : full;
    }
  }

  /** What one provider has no words for, another one may. */
  private UpstreamRequest written(ChatRequest request, DeploymentId target) {
    try {
      return adapter.outgoing(request, target.model());
    } catch (Fault fault) {
      throw fault.code() == FaultCode.INVALID_REQUEST ? fault.unfit() : fault;
    }
  }

  /** Everything of a request that is relayed but its body; our own headers replace the caller's. */
  RequestOptions head(PassthroughRequest request) {
    var head = new RequestOptions().setMethod(request.method()).setURI(joined(request.path()));
    request.headers().forEach(header -> head.addHeader(header.getKey(), header.getValue()));
    head.putHeader("accept-encoding", "identity");
    adapter.headers().forEach(header -> head.putHeader(header.getKey(), header.getValue()));
    return head;
  }

  /** What must not be seen of a request, by the headers that were sent. */
  SecretMask secrets(MultiMap sent) {
    return SecretMask.of(adapter.headers(), sent);
  }

  /** What a refusal means; it is read without the secrets that the request carried. */
  Fault fault(Refusal said, SecretMask mask) {
    return adapter.fault(new Refusal(said.status(), said.headers(), mask.hide(said.body())));
  }

  /** The base URL may end in a version that clients of the provider repeat. */
  private String joined(String below) {
    return below.startsWith(path + "/") ? below : path + below;
  }

  /** Everything of a request but its body and where it goes. */
  RequestOptions head(UpstreamRequest outgoing) {
    var head = new RequestOptions().setMethod(HttpMethod.POST).setURI(path + outgoing.path());
    head.putHeader("content-type", "application/json").putHeader("accept-encoding", "identity");
    outgoing.headers().forEach(header -> head.putHeader(header.getKey(), header.getValue()));
    return head;
  }
}
