package dev.tutti.testing;

import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Status;
import java.util.List;
import java.util.stream.Collectors;

/** A span and those below it. */
public record SpanTree(Span span, List<SpanTree> below) {

  static SpanTree of(Span top, List<Span> all) {
    return new SpanTree(
        top,
        all.stream()
            .filter(each -> each.getParentSpanId().equals(top.getSpanId()))
            .map(each -> of(each, all))
            .toList());
  }

  static String text(List<KeyValue> attributes, String name) {
    return attributes.stream()
        .filter(each -> each.getKey().equals(name))
        .map(each -> text(each.getValue()))
        .collect(Collectors.joining(";"));
  }

  private static String text(AnyValue value) {
    return switch (value.getValueCase()) {
      case STRING_VALUE -> value.getStringValue();
      case INT_VALUE -> Long.toString(value.getIntValue());
      case DOUBLE_VALUE -> Double.toString(value.getDoubleValue());
      case BOOL_VALUE -> Boolean.toString(value.getBoolValue());
      case ARRAY_VALUE ->
          value.getArrayValue().getValuesList().stream()
              .map(SpanTree::text)
              .collect(Collectors.joining(","));
      default -> value.toString();
    };
  }

  /** The only span below it. */
  public SpanTree only() {
    if (below.size() != 1) {
      throw new AssertionError(below.size() + " spans below " + span.getName());
    }
    return below.getFirst();
  }

  /** An attribute as a text, empty where it is not there. */
  public String get(String name) {
    return text(span.getAttributesList(), name);
  }

  /** The names of the attributes. */
  public List<String> names() {
    return span.getAttributesList().stream().map(KeyValue::getKey).toList();
  }

  /** An attribute of every event of a name. */
  public List<String> events(String event, String name) {
    return span.getEventsList().stream()
        .filter(each -> each.getName().equals(event))
        .map(each -> text(each.getAttributesList(), name))
        .toList();
  }

  /** The name of the span, and its kind: {@code chat up/m CLIENT}. */
  public String title() {
    return span.getName() + ' ' + span.getKind().name().replace("SPAN_KIND_", "");
  }

  /** The id of its trace. */
  public String traceId() {
    return TestingCollector.hex(span.getTraceId());
  }

  /** Its own id. */
  public String id() {
    return TestingCollector.hex(span.getSpanId());
  }

  /** Whether it ended in an error. */
  public boolean failed() {
    return span.getStatus().getCode() == Status.StatusCode.STATUS_CODE_ERROR;
  }
}
