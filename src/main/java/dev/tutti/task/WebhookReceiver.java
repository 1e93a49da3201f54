package dev.tutti.task;

import dev.tutti.call.Loop;
import dev.tutti.chat.Json;
import dev.tutti.task.api.TaskReceiver;
import dev.tutti.wire.SmallRequest;
import dev.tutti.wire.Webhook;
import dev.tutti.wire.Webhooks;
import io.vertx.core.Future;
import java.util.concurrent.CompletableFuture;

/**
 * Way to receivers over HTTP, signed where they have a secret.
 *
 * @param webhooks over connections to addresses that a caller may name
 */
public record WebhookReceiver(Webhooks webhooks, Loop loop) implements TaskReceiver {
  @Override
  public CompletableFuture<Integer> post(String webhook, String id, byte[] body) {
    var told = Json.tree(webhook);
    var to = Webhook.of(told.path("url").asString(""), told.path("secret").asString(""));
    var status = new CompletableFuture<Integer>();
    loop.run(
        () ->
            Future.succeededFuture() // so that what is thrown is a failure, too
                .compose(_ -> webhooks.send(to, "", id, body, loop))
                .map(SmallRequest.SmallResponse::status)
                .onSuccess(status::complete)
                .onFailure(status::completeExceptionally));
    return status;
  }
}
