package dev.tutti.memory;

import com.github.benmanes.caffeine.cache.Ticker;
import dev.tutti.call.ActiveCalls;
import dev.tutti.call.CallObserver;
import dev.tutti.feature.Feature;
import dev.tutti.http.Routes;
import dev.tutti.memory.api.Memories;
import dev.tutti.memory.api.MemoryTexts;
import dev.tutti.memory.extract.CatalogModel;
import dev.tutti.memory.extract.Extraction;
import dev.tutti.memory.extract.ExtractionSettings;
import dev.tutti.memory.fact.FactBounds;
import dev.tutti.memory.fact.Facts;
import dev.tutti.memory.http.MemoriesEndpoint;
import dev.tutti.memory.recall.MessageRecall;
import dev.tutti.memory.recall.PromptFacts;
import dev.tutti.memory.recall.StoredMemories;
import dev.tutti.memory.session.SessionMemory;
import dev.tutti.memory.session.SessionMessageTable;
import dev.tutti.memory.vector.CatalogEmbeddings;
import dev.tutti.memory.vector.VectorFusion;
import dev.tutti.platform.Platform;
import dev.tutti.routing.BackgroundCalls;
import dev.tutti.routing.ModelCatalog;
import dev.tutti.session.SessionListener;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;

/** Everything about memory: facts, recall, extraction, endpoints. Thread-safe. */
public final class MemoryFeature implements Feature, AutoCloseable {
  /** How often what has expired is looked for. */
  private static final Duration CLEANING = Duration.ofMinutes(1);

  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final ActiveCalls live = new ActiveCalls();
  private final InstantSource clock;
  private final Facts facts;
  private final Memories memories;
  private final SessionMemory sessions;
  private final MemoryTexts texts;
  private final Supplier<MemorySettings> settings;

  private MemoryFeature(
      Platform platform,
      Supplier<ModelCatalog> catalog,
      Supplier<MemorySettings> settings,
      CallObserver observer) {
    var store = platform.store();
    this.clock = platform.clock();
    this.facts = new Facts(store, clock, platform.random(), () -> bounds(settings.get()));
    var recall =
        new MessageRecall(
            store, new SessionMessageTable(), settings.get().indexBytes(), Ticker.systemTicker());
    var vectors =
        new VectorFusion(
            () -> settings.get().embedding(),
            new CatalogEmbeddings(platform, catalog, observer),
            Ticker.systemTicker());
    var meters = new MemoryMeters(platform.registry());
    var stored = new StoredMemories(facts, recall, vectors, threads);
    this.memories = new MeasuredMemories(stored, meters);
    Supplier<ExtractionSettings> noted = () -> settings.get().extraction();
    var model = new CatalogModel(new BackgroundCalls(platform, catalog, observer, live));
    var extraction =
        new Extraction(facts, noted, model, clock, threads)
            .heldBy(SessionMessageTable::isThere)
            .observedBy(made -> meters.changed("noted", made));
    this.settings = settings;
    var prompts = new PromptFacts(facts, () -> settings.get().prompts().most());
    this.texts =
        (caller, said, character) ->
            meters.prompts().record(() -> prompts.recall(caller, said, character));
    this.sessions = new SessionMemory(store, stored, extraction, noted);
  }

  private static FactBounds bounds(MemorySettings settings) {
    return new FactBounds(settings.factsPerUser(), settings.factsPerOwner());
  }

  /**
   * Opens it over a database.
   *
   * @param platform closes it
   * @param catalog the models of the moment
   * @param settings those of the moment
   * @param observer of calls by which facts are noted
   */
  public static MemoryFeature open(
      Platform platform,
      Supplier<ModelCatalog> catalog,
      Supplier<MemorySettings> settings,
      CallObserver observer) {
    var feature = platform.add(new MemoryFeature(platform, catalog, settings, observer));
    platform.every(CLEANING, feature.facts::clean);
    return feature;
  }

  /** Facts and recall, for other features and for the program that this runs in. */
  public Memories memories() {
    return memories;
  }

  /** Facts for the templates of skills. */
  public MemoryTexts texts() {
    return texts;
  }

  /** Whether plain chats are told of facts, as the configuration has it at this moment. */
  public boolean tellsChats() {
    return settings.get().prompts().chats();
  }

  /** What it does when sessions change. */
  public SessionListener sessions() {
    return sessions;
  }

  @Override
  public void routes(Routes routes) {
    routes.add(new MemoriesEndpoint(memories, clock).routes());
  }

  /** Cancels what is being noted. */
  @Override
  public void close() {
    live.drain(Duration.ZERO);
    threads.shutdownNow();
  }
}
