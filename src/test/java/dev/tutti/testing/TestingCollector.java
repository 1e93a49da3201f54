package dev.tutti.testing;

import com.google.protobuf.ByteString;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.Span;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.stream.Stream;

/** Receiver of OTLP in protobuf over HTTP, on loopback. Thread-safe. */
public final class TestingCollector implements AutoCloseable {
  private final HttpServer server;
  private final List<ExportTraceServiceRequest> traces = new CopyOnWriteArrayList<>();
  private final List<ExportMetricsServiceRequest> metrics = new CopyOnWriteArrayList<>();
  private final List<String> bodies = new CopyOnWriteArrayList<>();
  private volatile String authorization = "";

  private TestingCollector(HttpServer server) {
    this.server = server;
  }

  /** Starts one. */
  public static TestingCollector start() {
    try {
      var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      var collector = new TestingCollector(server);
      server.createContext("/v1/traces", collector::traces);
      server.createContext("/v1/metrics", collector::metrics);
      server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
      server.start();
      return collector;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Its address, for all signals. */
  public String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  private void traces(HttpExchange exchange) throws IOException {
    traces.add(ExportTraceServiceRequest.parseFrom(read(exchange)));
    answer(exchange);
  }

  private void metrics(HttpExchange exchange) throws IOException {
    metrics.add(ExportMetricsServiceRequest.parseFrom(read(exchange)));
    answer(exchange);
  }

  private byte[] read(HttpExchange exchange) throws IOException {
    var bytes = exchange.getRequestBody().readAllBytes();
    bodies.add(new String(bytes, StandardCharsets.ISO_8859_1));
    var heard = exchange.getRequestHeaders().getFirst("authorization");
    authorization = heard == null ? "" : heard;
    return bytes;
  }

  private static void answer(HttpExchange exchange) throws IOException {
    exchange.getResponseHeaders().add("content-type", "application/x-protobuf");
    exchange.sendResponseHeaders(200, -1);
    exchange.close();
  }

  /** The last authorization that came. */
  public String authorization() {
    return authorization;
  }

  /** Everything that came, byte by byte. */
  public String bytes() {
    return String.join("", bodies);
  }

  /** What came of spans, with what they are of. */
  public List<ResourceSpans> resources() {
    return traces.stream().flatMap(each -> each.getResourceSpansList().stream()).toList();
  }

  /** Every span that came. */
  public List<Span> spans() {
    return resources().stream()
        .flatMap(each -> each.getScopeSpansList().stream())
        .flatMap(each -> each.getSpansList().stream())
        .toList();
  }

  /** The spans of the call with this id, once they are there. */
  public SpanTree call(String requestId) {
    Patience.until(() -> server(requestId).findAny().isPresent(), "spans of " + requestId);
    var server = server(requestId).findAny().orElseThrow();
    var traceId = server.getTraceId();
    return SpanTree.of(
        server, spans().stream().filter(each -> each.getTraceId().equals(traceId)).toList());
  }

  private Stream<Span> server(String requestId) {
    return spans().stream()
        .filter(
            span ->
                span.getKind() == Span.SpanKind.SPAN_KIND_SERVER
                    && SpanTree.text(span.getAttributesList(), "tutti.request.id")
                        .equals(requestId));
  }

  /** Every meter that came. */
  public List<Metric> meters() {
    return metrics.stream()
        .flatMap(each -> each.getResourceMetricsList().stream())
        .flatMap(each -> each.getScopeMetricsList().stream())
        .flatMap(each -> each.getMetricsList().stream())
        .toList();
  }

  static String hex(ByteString id) {
    return HexFormat.of().formatHex(id.toByteArray());
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
