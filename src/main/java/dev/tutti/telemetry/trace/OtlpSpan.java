package dev.tutti.telemetry.trace;

import dev.tutti.call.TraceParent;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.api.trace.TraceStateBuilder;
import io.opentelemetry.sdk.common.InstrumentationLibraryInfo;
import io.opentelemetry.sdk.common.InstrumentationScopeInfo;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.data.EventData;
import io.opentelemetry.sdk.trace.data.LinkData;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.data.StatusData;
import java.util.List;

/** Span as OpenTelemetry's SDK exports it. */
record OtlpSpan(SpanRecord span, Resource resource, Attributes attributes) implements SpanData {
  private static final InstrumentationScopeInfo SCOPE =
      InstrumentationScopeInfo.create("dev.tutti");

  OtlpSpan(SpanRecord span, Resource resource) {
    this(span, resource, attributes(span.attributes()));
  }

  private static Attributes attributes(SpanAttributes values) {
    var attributes = Attributes.builder();
    values.forEach((name, value) -> put(attributes, name, value));
    return attributes.build();
  }

  private static void put(AttributesBuilder to, String name, Object value) {
    switch (value) {
      case String text -> to.put(name, text);
      case Long number -> to.put(name, number);
      case Double decimal -> to.put(name, decimal);
      case Boolean flag -> to.put(name, flag);
      case List<?> texts ->
          to.put(AttributeKey.stringArrayKey(name), texts.stream().map(String::valueOf).toList());
      default -> throw new IllegalArgumentException(name + ": " + value.getClass());
    }
  }

  private static SpanContext context(TraceParent of, boolean remote) {
    var flags = TraceFlags.fromByte((byte) of.flags());
    var state = state(of.state());
    return remote
        ? SpanContext.createFromRemoteParent(of.traceId(), of.spanId(), flags, state)
        : SpanContext.create(of.traceId(), of.spanId(), flags, state);
  }

  private static TraceState state(String text) {
    if (text.isEmpty()) {
      return TraceState.getDefault();
    }
    TraceStateBuilder state = TraceState.builder();
    var members =
        List.of(text.split(",", -1)).reversed(); // each is put before those that are there
    for (var member : members) {
      int equals = member.indexOf('=');
      if (equals > 0) {
        state.put(member.substring(0, equals).strip(), member.substring(equals + 1).strip());
      }
    }
    return state.build();
  }

  @Override
  public String getName() {
    return span.name();
  }

  @Override
  public SpanKind getKind() {
    return switch (span.kind()) {
      case SERVER -> SpanKind.SERVER;
      case INTERNAL -> SpanKind.INTERNAL;
      case CLIENT -> SpanKind.CLIENT;
    };
  }

  @Override
  public SpanContext getSpanContext() {
    return context(span.self(), false);
  }

  @Override
  public SpanContext getParentSpanContext() {
    return span.parent().isEmpty()
        ? SpanContext.getInvalid()
        : context(span.self().withSpan(span.parent()), span.remote());
  }

  @Override
  public StatusData getStatus() {
    return span.failed() ? StatusData.error() : StatusData.unset();
  }

  @Override
  public long getStartEpochNanos() {
    return span.period().start();
  }

  @Override
  public Attributes getAttributes() {
    return attributes;
  }

  @Override
  public List<EventData> getEvents() {
    return span.events().stream()
        .map(each -> EventData.create(each.at(), each.name(), attributes(each.attributes())))
        .toList();
  }

  @Override
  public List<LinkData> getLinks() {
    return span.links().stream().map(each -> LinkData.create(context(each, false))).toList();
  }

  @Override
  public long getEndEpochNanos() {
    return span.period().end();
  }

  @Override
  public boolean hasEnded() {
    return true;
  }

  @Override
  public int getTotalRecordedEvents() {
    return span.events().size();
  }

  @Override
  public int getTotalRecordedLinks() {
    return span.links().size();
  }

  @Override
  public int getTotalAttributeCount() {
    return attributes.size();
  }

  @Override
  @SuppressWarnings("deprecation") // the interface still asks for it
  public InstrumentationLibraryInfo getInstrumentationLibraryInfo() {
    return InstrumentationLibraryInfo.create(SCOPE.getName(), null);
  }

  @Override
  public InstrumentationScopeInfo getInstrumentationScopeInfo() {
    return SCOPE;
  }

  @Override
  public Resource getResource() {
    return resource;
  }
}
