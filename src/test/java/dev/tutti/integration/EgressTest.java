package dev.tutti.integration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tutti.Configuration;
import dev.tutti.Settings;
import dev.tutti.call.Call;
import dev.tutti.call.Caller;
import dev.tutti.chat.Fault;
import dev.tutti.chat.FaultCode;
import dev.tutti.config.ConfigException;
import dev.tutti.testing.Patience;
import dev.tutti.testing.TestingUpstream;
import dev.tutti.wire.EgressGuard;
import dev.tutti.wire.HttpPools;
import dev.tutti.wire.Loops;
import dev.tutti.wire.Origin;
import dev.tutti.wire.PoolSettings;
import dev.tutti.wire.Tls;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where Tutti does not go. */
class EgressTest {
  private final TestingUpstream upstream = TestingUpstream.start();
  private final Vertx vertx = Vertx.vertx();
  private final Loops loops = Loops.start(vertx, 1);

  @AfterEach
  void close() throws Exception {
    vertx.close().await();
    upstream.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://169.254.169.254/latest",
        "http://metadata.google.internal/v1",
        "http://[fd00:ec2::254]/",
        "http://[::ffff:169.254.169.254]/v1",
        "http://100.100.100.200/latest/meta-data",
        "http://2852039166/",
        "http://0xa9fea9fe/",
        "http://user:pass@169.254.169.254/",
      })
  void a_provider_at_a_metadata_address_is_refused_by_the_configuration(String url) {
    assertThatThrownBy(() -> read(url, ""))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("providers.up.base_url");
  }

  @Test
  void what_the_operator_allows_is_let_through() {
    var url = "http://169.254.169.254/v1";
    assertThat(read(url, "egress: {allow: [169.254.169.254]}").providers()).containsKey("up");
    assertThatThrownBy(() -> read(url, "egress: {allow: [169.254.169.253]}"))
        .hasMessageContaining("egress.allow");
    assertThat(read("http://127.0.0.1:11434", "").providers()).containsKey("up");
    assertThat(read("http://192.168.1.5:8000/v1", "").providers()).containsKey("up");
  }

  @Test
  void a_name_is_checked_again_by_the_address_that_it_leads_to() throws Exception {
    var refused = connect(EgressGuard.publicOnly(List.of()));
    assertThatThrownBy(() -> Patience.await(refused, "the connection"))
        .cause()
        .isInstanceOfSatisfying(
            Fault.class, fault -> assertThat(fault.code()).isEqualTo(FaultCode.CONNECTION))
        .hasMessageContaining("leads to an address that is not allowed");
    assertThat(upstream.waiting()).as("nothing was sent").isZero();
    var allowed = connect(EgressGuard.publicOnly(List.of("localhost")));
    assertThat(Patience.await(allowed, "the connection")).isNotNull();
  }

  private CompletableFuture<HttpClientRequest> connect(EgressGuard guard) {
    var pools =
        new HttpPools(
            loops, PoolSettings.DEFAULT, guard, new SimpleMeterRegistry(), Clock.systemUTC());
    var address = URI.create(upstream.url().replace("127.0.0.1", "localhost"));
    var got = new CompletableFuture<HttpClientRequest>();
    var loop = loops.next();
    loop.run(
        () ->
            pools
                .pool(Origin.of(address), Tls.DEFAULT)
                .acquire(
                    new Call("c", Caller.ANONYMOUS, loop, Duration.ofMinutes(1)),
                    new RequestOptions().setMethod(HttpMethod.GET).setURI("/"),
                    Duration.ofSeconds(10))
                .onSuccess(got::complete)
                .onFailure(got::completeExceptionally));
    return got;
  }

  private static Settings read(String url, String more) {
    return Configuration.text("providers: {up: {base_url: \"%s\"}}\n%s".formatted(url, more))
        .read();
  }
}
