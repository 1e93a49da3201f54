package dev.tutti.routing.retry;

import dev.tutti.chat.Fault;
import dev.tutti.config.Kind;
import dev.tutti.config.Section;
import java.util.List;
import java.util.function.Function;

/**
 * Models that are asked in order when one fails. A prompt that is too long and one that is refused
 * have chains of their own, because another deployment of the same model would say the same.
 *
 * @param outage after every fault that another deployment may not have
 * @param contextLength after {@code context_length_exceeded}
 * @param contentFilter after {@code content_filter}
 */
public record Fallbacks<T>(List<T> outage, List<T> contextLength, List<T> contentFilter) {

  /** Nothing is asked. */
  public static <T> Fallbacks<T> none() {
    return new Fallbacks<>(List.of(), List.of(), List.of());
  }

  /** Reads {@code fallback}, {@code on_context_length} and {@code on_content_filter}. */
  public static Fallbacks<String> read(Section section, Kind<String> models) {
    return new Fallbacks<>(
        section.list("fallback", models).or(List.of()),
        section.list("on_context_length", models).or(List.of()),
        section.list("on_content_filter", models).or(List.of()));
  }

  /** The link of the chain that is asked after a fault, by its name in an explanation. */
  String link(Fault fault) {
    return switch (fault.code()) {
      case CONTEXT_LENGTH_EXCEEDED -> "on_context_length";
      case CONTENT_FILTER -> "on_content_filter";
      default -> "fallback";
    };
  }

  /** The models that are asked after a fault. */
  List<T> after(Fault fault) {
    return switch (fault.code()) {
      case CONTEXT_LENGTH_EXCEEDED -> contextLength;
      case CONTENT_FILTER -> contentFilter;
      default -> fault.triesOther() ? outage : List.of();
    };
  }

  public <R> Fallbacks<R> map(Function<T, R> each) {
    return new Fallbacks<>(
        outage.stream().map(each).toList(),
        contextLength.stream().map(each).toList(),
        contentFilter.stream().map(each).toList());
  }
}
