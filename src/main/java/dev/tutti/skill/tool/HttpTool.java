package dev.tutti.skill.tool;

import dev.tutti.call.Call;
import dev.tutti.call.Part;
import dev.tutti.chat.Fault;
import dev.tutti.chat.FaultCode;
import dev.tutti.chat.Json;
import dev.tutti.skill.api.Execution;
import dev.tutti.skill.api.SkillTool;
import dev.tutti.wire.HttpPools;
import dev.tutti.wire.Origin;
import dev.tutti.wire.SmallRequest;
import dev.tutti.wire.Tls;
import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.node.ObjectNode;

/** A tool that is an address of the configuration. Only so much of its answer is told: 256 KiB. */
public record HttpTool(String name, HttpToolSettings settings, HttpPools pools)
    implements SkillTool {
  private static final Logger log = LoggerFactory.getLogger(HttpTool.class);
  private static final Duration CONNECT = Duration.ofSeconds(5);
  private static final int MOST = 256 << 10;
  private static final byte[] NOTHING = {};

  @Override
  public String description() {
    return settings.description();
  }

  @Override
  public ObjectNode parameters() {
    return settings.parameters();
  }

  @Override
  public String call(ObjectNode arguments, Execution execution) {
    var outer = execution.call();
    var response = new CompletableFuture<SmallRequest.SmallResponse>();
    try (var part = Part.of(outer, execution.within(settings.timeout()))) {
      outer.loop().run(() -> ask(arguments, part.call(), response));
      return said(response);
    }
  }

  private void ask(
      ObjectNode arguments, Call call, CompletableFuture<SmallRequest.SmallResponse> response) {
    try {
      ask(arguments, call).onSuccess(response::complete).onFailure(response::completeExceptionally);
    } catch (RuntimeException e) {
      response.completeExceptionally(e);
    }
  }

  private Future<SmallRequest.SmallResponse> ask(ObjectNode arguments, Call call) {
    boolean posts = settings.method() == HttpToolSettings.Method.POST;
    var head = new RequestOptions().setMethod(HttpMethod.valueOf(settings.method().word()));
    head.setURI(posts ? target() : withQuery(arguments));
    head.putHeader("accept", "application/json, text/plain").putHeader("user-agent", "tutti");
    head.putHeader("accept-encoding", "identity");
    if (posts) {
      head.putHeader("content-type", "application/json");
    }
    settings.headers().forEach(head::putHeader);
    var pool = pools.pool(Origin.of(settings.url()), Tls.DEFAULT);
    return SmallRequest.run(
        pool, call, head, posts ? Json.bytes(arguments) : NOTHING, CONNECT, MOST);
  }

  private String target() {
    var path = settings.url().getRawPath();
    var query = settings.url().getRawQuery();
    return (path == null || path.isEmpty() ? "/" : path) + (query == null ? "" : "?" + query);
  }

  private String withQuery(ObjectNode arguments) {
    var all = new StringBuilder(target());
    arguments.forEachEntry(
        (name, value) ->
            all.append(all.indexOf("?") < 0 ? '?' : '&')
                .append(encoded(name))
                .append('=')
                .append(encoded(value.isValueNode() ? value.asString("") : Json.text(value))));
    return all.toString();
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private static String said(CompletableFuture<SmallRequest.SmallResponse> response) {
    try {
      var answer = response.get();
      if (!answer.isWell()) {
        throw new IllegalStateException("it answers " + answer.status() + ": " + answer.body());
      }
      return answer.body();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    } catch (ExecutionException e) {
      var why = Fault.from(e.getCause() == null ? e : e.getCause());
      boolean away = why.code() == FaultCode.CONNECTION || why.code() == FaultCode.INTERNAL;
      if (away) {
        log.info("A tool cannot be reached: {}", why.getMessage());
      }
      throw new IllegalStateException(away ? "the tool cannot be reached" : why.getMessage(), e);
    }
  }
}
