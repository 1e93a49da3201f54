package dev.tutti.integration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tutti.Configuration;
import dev.tutti.Settings;
import dev.tutti.call.BodyMemory;
import dev.tutti.call.Call;
import dev.tutti.call.Caller;
import dev.tutti.chat.Fault;
import dev.tutti.chat.FaultCode;
import dev.tutti.config.ConfigException;
import dev.tutti.testing.KnownFault;
import dev.tutti.testing.Patience;
import dev.tutti.testing.TestingUpstream;
import dev.tutti.wire.EgressGuard;
import dev.tutti.wire.HttpPools;
import dev.tutti.wire.Loops;
import dev.tutti.wire.Origin;
import dev.tutti.wire.PoolSettings;
import dev.tutti.wire.Resolver;
import dev.tutti.wire.Tls;
import dev.tutti.wire.client.ClientStream;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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

  @ParameterizedTest
  @CsvSource({
    "http, 127.0.0.1",
    "https, 127.0.0.1",
    "http, 127.0.0.1 169.254.169.254",
    "https, 127.0.0.1 ::ffff:169.254.169.254",
    "https, 127.0.0.1 fd00:ec2::254",
  })
  @KnownFault("SECURITY-F14")
  void a_name_that_leads_to_where_it_must_not_is_not_connected_to(String scheme, String addresses)
      throws Exception {
    boolean metadata = addresses.contains(" ");
    var guard = metadata ? EgressGuard.configured(List.of()) : EgressGuard.publicOnly(List.of());
    try (var listener = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
      var url = "%s://meta.test:%d".formatted(scheme, listener.getLocalPort());
      var refused = connect(guard, _ -> literals(addresses), url);
      assertThatThrownBy(() -> Patience.await(refused, "the connection"))
          .cause()
          .isInstanceOfSatisfying(
              Fault.class, fault -> assertThat(fault.code()).isEqualTo(FaultCode.CONNECTION))
          .hasMessageContaining("leads to an address that is not allowed");
      try (var own = new Socket(listener.getInetAddress(), listener.getLocalPort());
          var first = listener.accept()) {
        assertThat(first.getPort()).as("nobody else has connected").isEqualTo(own.getLocalPort());
      }
    }
  }

  @Test
  @KnownFault("SECURITY-F14")
  void a_refused_name_tells_nothing_of_its_ports() throws Exception {
    int closed;
    try (var listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      closed = listener.getLocalPort();
    }
    var open = URI.create(upstream.url()).getPort();
    assertThat(told(closed).replace(":" + closed, ""))
        .isEqualTo(told(open).replace(":" + open, ""));
  }

  private String told(int port) {
    var guard = EgressGuard.publicOnly(List.of());
    var refused = connect(guard, _ -> literals("127.0.0.1"), "https://meta.test:" + port);
    return String.valueOf(refused.handle((_, thrown) -> thrown.getMessage()).join());
  }

  @Test
  void a_name_without_an_address_is_no_connection() {
    var unknown =
        connect(
            EgressGuard.configured(List.of()),
            name -> {
              throw new UnknownHostException(name);
            },
            "http://nowhere.test");
    assertThatThrownBy(() -> Patience.await(unknown, "the connection"))
        .cause()
        .hasMessage("no connection to http://nowhere.test:80: its name is not known");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://[::ffff:0:169.254.169.254]/v1",
        "http://x:0",
        "http://x:70000",
        "http://x:99999999999",
        "http://x:-1",
        "http://user@x",
        "http://[::1%25lo]",
        "http://[fe80::1%eth0]",
        "http://0177.1",
        "http://-x-",
        "http://[v1.x]",
        "http://a b",
        "http://",
        "http:///v1",
        "http://x?y",
        "http://x#y",
        "//x",
        "x:80",
        "ftp://x",
      })
  @KnownFault("SECURITY-F15")
  void an_odd_address_is_refused_when_it_is_given(String url) {
    assertThatThrownBy(() -> read(url, ""))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("providers.up.base_url");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://[::ffff:0:127.0.0.1]",
        "http://[::ffff:127.0.0.1]",
        "https://localhost.",
        "http://2130706433",
        "http://[::1]",
        "http://nowhere.invalid",
      })
  @KnownFault("SECURITY-F15")
  void what_is_let_through_is_connected_to_or_is_no_connection(String url) {
    var port = URI.create(upstream.url()).getPort();
    var got = connect(EgressGuard.configured(List.of()), Resolver.system(), url + ":" + port);
    var thrown = got.handle((_, broken) -> broken).orTimeout(60, TimeUnit.SECONDS).join();
    if (thrown != null) {
      assertThat(Fault.from(thrown).code()).isEqualTo(FaultCode.CONNECTION);
    }
  }

  private static List<InetAddress> literals(String addresses) {
    return Stream.of(addresses.split(" ", -1)).map(InetAddress::ofLiteral).toList();
  }

  private CompletableFuture<ClientStream> connect(EgressGuard guard) {
    return connect(guard, Resolver.system(), upstream.url().replace("127.0.0.1", "localhost"));
  }

  private CompletableFuture<ClientStream> connect(
      EgressGuard guard, Resolver resolver, String url) {
    var pools =
        new HttpPools(
            loops,
            PoolSettings.DEFAULT,
            new HttpPools.Names(guard, resolver),
            BodyMemory.of(64 << 20),
            new SimpleMeterRegistry(),
            Clock.systemUTC());
    var address = URI.create(url);
    var got = new CompletableFuture<ClientStream>();
    var loop = loops.next();
    loop.run(
        () ->
            pools
                .pool(Origin.of(address), Tls.DEFAULT)
                .acquire(
                    new Call("c", Caller.ANONYMOUS, loop, Duration.ofMinutes(1)),
                    new RequestOptions().setMethod(HttpMethod.GET).setURI("/"),
                    Duration.ofSeconds(45)) // a name server may be slow
                .onSuccess(got::complete)
                .onFailure(got::completeExceptionally));
    return got;
  }

  private static Settings read(String url, String more) {
    return Configuration.text("providers: {up: {base_url: \"%s\"}}\n%s".formatted(url, more))
        .read();
  }
}
