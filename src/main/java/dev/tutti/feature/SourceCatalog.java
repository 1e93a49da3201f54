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
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Catalog of the configured models and of those that sources have. Thread-safe. */
record SourceCatalog(ModelCatalog configured, List<ModelSource> sources) implements ModelCatalog {

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
    var source = source(name);
    if (source.isEmpty()) {
      return configured(name, () -> configured.explain(request, caller));
    }
    return source
        .get()
        .behind(name, caller)
        .map(behind -> configured.explain(request.withModel(behind), caller))
        .orElseGet(() -> new Explanation(name, List.of()));
  }

  @Override
  public List<Candidate> members(String name) {
    var source = source(name);
    return source.isEmpty()
        ? configured(name, () -> configured.members(name))
        : source.get().behind(name).map(configured::members).orElse(List.of());
  }

  @Override
  public List<Candidate> members(String name, Caller caller) {
    return source(name)
        .map(each -> each.behind(name, caller).map(configured::members).orElse(List.of()))
        .orElseGet(() -> members(name));
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
