package dev.tutti.telemetry.trace;

import dev.tutti.telemetry.CollectorLog;
import dev.tutti.telemetry.OtlpTarget;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Export by OpenTelemetry's SDK, in protobuf over HTTP. Loads the SDK; blocking. */
final class OtlpExport implements SpanExport {
  /** How much longer than its own time-out an export is waited for. */
  private static final Duration PATIENCE = Duration.ofSeconds(1);

  private final OtlpHttpSpanExporter exporter;
  private final CollectorLog log;
  private final Duration longest;
  private final Resource resource;

  OtlpExport(OtlpTarget target, Map<String, String> attributes) {
    SdkLog.silence();
    this.log = new CollectorLog("spans", target);
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
    if (result.isSuccess()) {
      log.taken();
    } else {
      log.refused(result.getFailureThrowable());
    }
    return result.isSuccess();
  }

  @Override
  public void close() {
    exporter.shutdown().join(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
  }
}
