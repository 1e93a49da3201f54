package dev.tutti.wire;

import dev.tutti.call.Call;
import dev.tutti.call.Caller;
import dev.tutti.call.Loop;
import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import java.time.Duration;
import java.time.InstantSource;

/**
 * Sends webhooks, one try each, signed with the time of the try where they have a secret.
 * Thread-safe; futures complete on the given loop.
 */
public final class Webhooks {
  private static final Duration CONNECT = Duration.ofSeconds(5);
  private static final Duration TOTAL = Duration.ofSeconds(10);
  private static final int KEPT = 4 << 10; // its status is what matters

  private final HttpPools pools;
  private final InstantSource clock;

  /** Sends over these pools. */
  public Webhooks(HttpPools pools, InstantSource clock) {
    this.pools = pools;
    this.clock = clock;
  }

  /**
   * Tries once, for 10 s at most. Redirects are not followed. Fails with a {@link
   * dev.tutti.chat.Fault} when there is no answer.
   *
   * @param query more parameters of the address, empty for none
   * @param id the same for each try of one message
   * @param json the message
   */
  public Future<SmallRequest.SmallResponse> send(
      Webhook to, String query, String id, byte[] json, Loop loop) {
    var head = new RequestOptions().setMethod(HttpMethod.POST).setURI(to.target(query));
    head.putHeader("content-type", "application/json").putHeader("user-agent", "tutti");
    if (!to.secret().equals(WebhookSecret.NONE)) {
      sign(head, to.secret(), id, json);
    }
    var call = new Call(id, Caller.ANONYMOUS, loop, TOTAL);
    return SmallRequest.run(pools.pool(to.origin(), to.tls()), call, head, json, CONNECT, KEPT);
  }

  private void sign(RequestOptions head, WebhookSecret secret, String id, byte[] json) {
    var now = clock.instant();
    head.putHeader("webhook-id", id)
        .putHeader("webhook-timestamp", Long.toString(now.getEpochSecond()))
        .putHeader("webhook-signature", secret.sign(id, now, json));
  }
}
