package dev.tutti.telemetry;

import dev.tutti.config.Kind;
import dev.tutti.config.Section;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * Receiver of a signal over OTLP, in protobuf over HTTP.
 *
 * @param endpoint the whole address, empty where nothing is sent
 * @param headers of every request, which may hold a key
 * @param timeout of one request
 * @param zipped whether requests are compressed by gzip
 */
public record OtlpTarget(
    String endpoint, Map<String, String> headers, Duration timeout, boolean zipped) {
  /** Nothing is sent; 10 s, as in OpenTelemetry's specification. */
  static final OtlpTarget NONE = new OtlpTarget("", Map.of(), Duration.ofSeconds(10), false);

  private static final Kind<String> ADDRESS =
      Kind.of("an address with http or https", "http://127.0.0.1:4318", OtlpTarget::address);
  private static final Kind<Boolean> COMPRESSION = Kind.oneOf(Map.of("none", false, "gzip", true));
  private static final Kind<String> PROTOCOL = Kind.oneOf(Map.of("http/protobuf", "http/protobuf"));

  /** Keeps a copy. */
  public OtlpTarget {
    headers = Map.copyOf(headers);
  }

  private static String address(String text) {
    var url = URI.create(text);
    boolean complete =
        url.getHost() != null
            && ("http".equals(url.getScheme()) || "https".equals(url.getScheme()));
    if (!complete || url.getUserInfo() != null) {
      throw new IllegalArgumentException(text);
    }
    return text;
  }

  /** Reads {@code {endpoint, headers, timeout, compression, protocol}}. */
  static OtlpTarget read(Section section, OtlpTarget otherwise) {
    var headers = new HashMap<>(otherwise.headers);
    headers.putAll(section.values("headers", Kind.text(), Kind.text()));
    section.value("protocol", PROTOCOL).or("http/protobuf");
    return new OtlpTarget(
        section.value("endpoint", ADDRESS).optional().orElse(otherwise.endpoint),
        headers,
        section.duration("timeout").or(otherwise.timeout),
        section.value("compression", COMPRESSION).or(otherwise.zipped));
  }

  /** The same below its address, which is that of all signals. */
  OtlpTarget below(String path) {
    var slash = endpoint.endsWith("/") ? "" : "/";
    return isOff() ? this : new OtlpTarget(endpoint + slash + path, headers, timeout, zipped);
  }

  /** Whether nothing is sent. */
  public boolean isOff() {
    return endpoint.isEmpty();
  }

  /** Nothing of a header is shown. */
  @Override
  public String toString() {
    return "OtlpTarget[" + endpoint + "]";
  }
}
