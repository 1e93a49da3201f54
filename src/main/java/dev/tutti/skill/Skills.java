package dev.tutti.skill;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The skills of a folder, as they are at the moment: whatever changes there is served within a
 * second, all at once, or not at all. Thread-safe.
 */
public final class Skills implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Skills.class);
  private static final Duration LOOK_EVERY = Duration.ofMillis(400);
  private static final Duration SETTLE = Duration.ofMillis(60);
  private static final int MOST_LOOKS = 8;

  /** Looking may take this part of the time. */
  private static final int SHARE = 20;

  private final Path root;
  private final SkillLoader loader;
  private final Consumer<SkillCatalog> listener;
  private final ReentrantLock loading = new ReentrantLock();
  private final CountDownLatch closing = new CountDownLatch(1);
  private final AtomicReference<SkillCatalog> catalog;
  private FolderPrint seen;
  private @Nullable Thread watch;

  private Skills(Path root, SkillLoader loader, Consumer<SkillCatalog> listener) {
    this.root = root;
    this.loader = loader;
    this.listener = listener;
    this.seen = FolderPrint.of(root);
    this.catalog = new AtomicReference<>(loader.load());
  }

  /**
   * Loads a folder, which need not be there, and follows it.
   *
   * @param listener hears of every new catalog, also of the first
   */
  static Skills open(Path root, SkillLoader loader, Consumer<SkillCatalog> listener) {
    var skills = new Skills(root, loader, listener);
    skills.tell(SkillCatalog.NONE, skills.current());
    skills.watch = Thread.ofVirtual().name("watch skills").start(skills::watch);
    return skills;
  }

  /** The skills of this moment; who needs them longer keeps what this has answered. */
  public SkillCatalog current() {
    return catalog.get();
  }

  /** Looks at the folder now, whether or not something seems to have changed. */
  public SkillCatalog reload() {
    loading.lock();
    try {
      seen = FolderPrint.of(root);
      var before = catalog.get();
      var now = loader.load();
      catalog.set(now);
      tell(before, now);
      return now;
    } finally {
      loading.unlock();
    }
  }

  private void watch() {
    var pause = LOOK_EVERY;
    try {
      while (!closing.await(pause.toMillis(), TimeUnit.MILLISECONDS)) {
        long began = System.nanoTime();
        if (!FolderPrint.of(root).equals(seen)) {
          settle();
          reload();
        }
        var took = Duration.ofNanos(System.nanoTime() - began);
        pause = longer(LOOK_EVERY, took.multipliedBy(SHARE));
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      log.error("The skills are not followed any more", e);
    }
  }

  private static Duration longer(Duration one, Duration other) {
    return one.compareTo(other) > 0 ? one : other;
  }

  /** What is still being written is left alone until two looks in a row agree. */
  private void settle() throws InterruptedException {
    var before = FolderPrint.of(root);
    for (int i = 0; i < MOST_LOOKS; i++) {
      if (closing.await(SETTLE.toMillis(), TimeUnit.MILLISECONDS)) {
        return;
      }
      var now = FolderPrint.of(root);
      if (now.equals(before)) {
        return;
      }
      before = now;
    }
  }

  private void tell(SkillCatalog before, SkillCatalog now) {
    now.skills()
        .forEach(
            (name, versions) -> {
              var earlier = before.skills().get(name);
              report(name, earlier == null ? List.of() : earlier.problems(), versions.problems());
            });
    now.rejected()
        .forEach((name, why) -> report(name, before.rejected().getOrDefault(name, List.of()), why));
    listener.accept(now);
  }

  private static void report(String name, List<String> before, List<String> now) {
    now.stream()
        .filter(problem -> !before.contains(problem))
        .forEach(problem -> log.warn("Skill {}: {}", name, problem));
  }

  /** Stops following the folder; the skills stay as they are. */
  @Override
  public void close() {
    closing.countDown();
    if (watch != null) {
      try {
        watch.join(Duration.ofSeconds(5));
      } catch (InterruptedException _) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
