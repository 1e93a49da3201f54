package dev.tutti.memory;

import com.github.benmanes.caffeine.cache.Ticker;
import dev.tutti.feature.Feature;
import dev.tutti.http.Routes;
import dev.tutti.memory.api.Memories;
import dev.tutti.memory.api.MemoryErasure;
import dev.tutti.memory.api.MessageRows;
import dev.tutti.memory.fact.FactBounds;
import dev.tutti.memory.fact.Facts;
import dev.tutti.memory.http.MemoriesEndpoint;
import dev.tutti.memory.recall.MessageRecall;
import dev.tutti.memory.recall.StoredMemories;
import dev.tutti.platform.Platform;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import org.jdbi.v3.core.Handle;

/** Everything about memory: facts, recall, endpoints. Thread-safe. */
public final class MemoryFeature implements Feature, MemoryErasure, AutoCloseable {
  /** How often what has expired is looked for. */
  private static final Duration CLEANING = Duration.ofMinutes(1);

  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final InstantSource clock;
  private final Facts facts;
  private final MessageRecall messages;
  private final StoredMemories memories;

  private MemoryFeature(Platform platform, MessageRows rows, Supplier<MemorySettings> settings) {
    this.clock = platform.clock();
    this.facts =
        new Facts(
            platform.store(),
            clock,
            platform.random(),
            () -> new FactBounds(settings.get().factsPerUser(), settings.get().factsPerOwner()));
    this.messages =
        new MessageRecall(
            platform.store(), rows, settings.get().indexBytes(), Ticker.systemTicker());
    this.memories = new StoredMemories(facts, messages, threads);
  }

  /**
   * Opens it over a database.
   *
   * @param platform closes it
   * @param rows the messages of all sessions
   * @param settings those of the moment
   */
  public static MemoryFeature open(
      Platform platform, MessageRows rows, Supplier<MemorySettings> settings) {
    var feature = platform.add(new MemoryFeature(platform, rows, settings));
    platform.every(CLEANING, feature.facts::clean);
    return feature;
  }

  /** Facts and recall, for other features and for the program that this runs in. */
  public Memories memories() {
    return memories;
  }

  @Override
  public void routes(Routes routes) {
    routes.add(new MemoriesEndpoint(memories, clock).routes());
  }

  @Override
  public int ofSession(Handle handle, String owner, String session) {
    return facts.forgetSession(handle, owner, session);
  }

  @Override
  public void messagesErased(String owner, String user) {
    messages.drop(owner, user);
  }

  @Override
  public void close() {
    threads.shutdown();
  }
}
