package dev.tutti.feature;

import dev.tutti.call.Call;
import dev.tutti.call.Caller;
import dev.tutti.call.ChatModel;
import dev.tutti.call.Guard;
import dev.tutti.call.PassthroughAnswer;
import dev.tutti.call.PassthroughRequest;
import dev.tutti.chat.ChatRequest;
import dev.tutti.chat.Fault;
import dev.tutti.chat.FaultCode;
import dev.tutti.routing.ModelCatalog;
import dev.tutti.routing.balance.Candidate;
import dev.tutti.routing.balance.Explanation;
import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Catalog of the configured models and of those that sources have. Thread-safe. */
record SourceCatalog(ModelCatalog configured, List<ModelSource> sources) implements ModelCatalog {
  /** As many sources may stand between a name and the configured model. */
  private static final int DEEPEST = 8;

  @Override
  public ChatModel model(String name) {
    var source = source(name);
    return source.isPresent()
        ? source.get().model(name)
        : configured(name, () -> configured.model(name));
  }

  private Optional<ModelSource> source(String name) {
    for (var source : sources) {
      if (source.claims(name)) {
        return Optional.of(source);
      }
    }
    return Optional.empty();
  }

  /** Something of a configured model; a name that none has may have been meant to be a source's. */
  private <T> T configured(String name, Supplier<T> wanted) {
    try {
      return wanted.get();
    } catch (Fault fault) {
      throw fault.code() == FaultCode.MODEL_NOT_FOUND
          ? ModelCatalog.unknown(name, entries())
          : fault;
    }
  }

  @Override
  public Explanation explain(ChatRequest request, Caller caller) {
    var name = request.model();
    if (source(name).isEmpty()) {
      return configured(name, () -> configured.explain(request, caller));
    }
    return behind(name, (source, each) -> source.behind(each, caller))
        .map(behind -> configured.explain(request.withModel(behind), caller))
        .orElseGet(() -> new Explanation(name, List.of()));
  }

  /** The configured model that is asked in the end, as a source's model may ask another's. */
  private Optional<String> behind(
      String name, BiFunction<ModelSource, String, Optional<String>> next) {
    var asked = name;
    for (int i = 0; i < DEEPEST; i++) {
      var source = source(asked);
      if (source.isEmpty()) {
        return Optional.of(asked);
      }
      var found = next.apply(source.get(), asked);
      if (found.isEmpty()) {
        return found;
      }
      asked = found.get();
    }
    return Optional.empty();
  }

  @Override
  public List<Candidate> members(String name) {
    return source(name).isEmpty()
        ? configured(name, () -> configured.members(name))
        : behind(name, ModelSource::behind).map(configured::members).orElse(List.of());
  }

  @Override
  public List<Candidate> members(String name, Caller caller) {
    return source(name).isEmpty()
        ? members(name)
        : behind(name, (source, each) -> source.behind(each, caller))
            .map(configured::members)
            .orElse(List.of());
  }

  @Override
  public Future<PassthroughAnswer> pass(
      String provider, PassthroughRequest request, Call call, List<Guard> before) {
    return configured.pass(provider, request, call, before);
  }

  @Override
  public boolean shows(String name, Caller caller) {
    return source(name).map(source -> source.shows(name, caller)).orElse(true);
  }

  @Override
  public List<Entry> entries() {
    var made = sources.stream().flatMap(source -> source.entries().stream());
    return Stream.concat(configured.entries().stream(), made).toList();
  }
}
