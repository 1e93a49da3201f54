package dev.tutti.telemetry.trace;

import dev.tutti.telemetry.OtlpTarget;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Export by OpenTelemetry's SDK, in protobuf over HTTP. Loads the SDK; blocking. */
final class OtlpExport implements SpanExport {
  /** How much longer than its own time-out an export is waited for. */
  private static final Duration PATIENCE = Duration.ofSeconds(1);

  private static final Logger log = LoggerFactory.getLogger(OtlpExport.class);

  private final OtlpHttpSpanExporter exporter;
  private final String endpoint;
  private final Duration longest;
  private final Resource resource;
  private boolean taken = true;

  OtlpExport(OtlpTarget target, Map<String, String> attributes) {
    SdkLog.silence();
    this.endpoint = target.endpoint();
    this.longest = target.timeout().plus(PATIENCE);
    this.exporter =
        OtlpHttpSpanExporter.builder()
            .setEndpoint(target.endpoint())
            .setTimeout(target.timeout())
            .setConnectTimeout(target.timeout())
            .setCompression(target.zipped() ? "gzip" : "none")
            .setHeaders(target::headers)
            .build();
    var ours = Attributes.builder();
    attributes.forEach(ours::put);
    this.resource = Resource.getDefault().merge(Resource.create(ours.build()));
  }

  @Override
  public boolean export(List<SpanRecord> spans) {
    var data = spans.stream().<SpanData>map(span -> new OtlpSpan(span, resource)).toList();
    var result = exporter.export(data).join(longest.toMillis(), TimeUnit.MILLISECONDS);
    if (result.isSuccess() != taken) {
      taken = result.isSuccess();
      tell(result.getFailureThrowable());
    }
    return taken;
  }

  private void tell(@Nullable Throwable why) {
    if (taken) {
      log.info("The collector takes spans again");
    } else {
      log.warn(
          "The collector at {} takes no spans: {}",
          endpoint,
          why == null ? "no answer, or a refusal" : why.toString());
    }
  }

  @Override
  public void close() {
    exporter.shutdown().join(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
  }
}
