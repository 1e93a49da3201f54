package dev.tutti.skill.load;

import dev.tutti.skill.api.SkillCatalog;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
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

  /** Programs pause while they write: what has been quiet for so long is taken as whole. */
  private static final int QUIET_LOOKS = 10;

  private static final int MOST_LOOKS = 50;
  private static final int MOST_NEWS = 20;

  /** Looking may take this part of the time. */
  private static final int SHARE = 15;

  private final Path root;
  private final SkillLoader loader;
  private final UnaryOperator<SkillCatalog> overlay;
  private final AtomicReference<Consumer<SkillCatalog>> listener = new AtomicReference<>(_ -> {});
  private final ReentrantLock loading = new ReentrantLock();
  private final CountDownLatch closing = new CountDownLatch(1);
  private final AtomicReference<SkillCatalog> loaded;
  private final AtomicReference<SkillCatalog> catalog;
  private FolderPrint seen;
  private @Nullable Thread watch;

  private Skills(Path root, SkillLoader loader, UnaryOperator<SkillCatalog> overlay) {
    this.root = root;
    this.loader = loader;
    this.overlay = overlay;
    this.seen = FolderPrint.of(root);
    this.loaded = new AtomicReference<>(loader.load());
    this.catalog = new AtomicReference<>(overlay.apply(loaded.get()));
  }

  /**
   * Loads a folder, which need not be there, and follows it.
   *
   * @param overlay makes of what the folder says what is served
   */
  public static Skills open(Path root, SkillLoader loader, UnaryOperator<SkillCatalog> overlay) {
    var skills = new Skills(root, loader, overlay);
    skills.tell(SkillCatalog.NONE, skills.current());
    skills.watch = Thread.ofVirtual().name("watch skills").start(skills::watch);
    return skills;
  }

  /** Tells of the catalog of this moment, and of every one that comes after it. */
  public void follow(Consumer<SkillCatalog> hearer) {
    loading.lock();
    try {
      listener.set(hearer);
      hearer.accept(catalog.get());
    } finally {
      loading.unlock();
    }
  }

  /** The skills of this moment; who needs them longer keeps what this has answered. */
  public SkillCatalog current() {
    return catalog.get();
  }

  /** The same as the folder has them, with nothing laid over it. */
  public SkillCatalog loaded() {
    return loaded.get();
  }

  /** Serves what the overlay makes of the folder now; the folder is not read. */
  public void refresh() {
    loading.lock();
    try {
      serve(loaded.get());
    } finally {
      loading.unlock();
    }
  }

  private SkillCatalog serve(SkillCatalog read) {
    var before = catalog.get();
    var now = overlay.apply(read);
    loaded.set(read);
    catalog.set(now);
    tell(before, now);
    return now;
  }

  /** Looks at the folder now, whether or not something seems to have changed. */
  public SkillCatalog reload() {
    loading.lock();
    try {
      seen = FolderPrint.of(root);
      return serve(loader.load());
    } finally {
      loading.unlock();
    }
  }

  private void watch() {
    var pause = LOOK_EVERY;
    try {
      while (!closing.await(pause.toMillis(), TimeUnit.MILLISECONDS)) {
        long began = System.nanoTime();
        boolean changed = !FolderPrint.of(root).equals(seen);
        var took = Duration.ofNanos(System.nanoTime() - began);
        pause = longer(LOOK_EVERY, took.multipliedBy(SHARE));
        if (changed) {
          settle();
          tryReload();
        }
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private void tryReload() {
    try {
      reload();
    } catch (RuntimeException | StackOverflowError e) {
      log.error("The skills could not be loaded again; the next change tries it", e);
    }
  }

  private static Duration longer(Duration one, Duration other) {
    return one.compareTo(other) > 0 ? one : other;
  }

  /** A folder that is still being written is left alone until nothing has changed for a while. */
  private void settle() throws InterruptedException {
    var before = FolderPrint.of(root);
    int quiet = 0;
    for (int i = 0; i < MOST_LOOKS && quiet < QUIET_LOOKS; i++) {
      if (closing.await(SETTLE.toMillis(), TimeUnit.MILLISECONDS)) {
        return;
      }
      var now = FolderPrint.of(root);
      quiet = now.equals(before) ? quiet + 1 : 0;
      before = now;
    }
  }

  private void tell(SkillCatalog before, SkillCatalog now) {
    tellNews(before, now);
    now.skills()
        .forEach(
            (name, versions) -> {
              var earlier = before.skills().get(name);
              report(name, earlier == null ? List.of() : earlier.problems(), versions.problems());
            });
    now.rejected()
        .forEach((name, why) -> report(name, before.rejected().getOrDefault(name, List.of()), why));
    listener.get().accept(now);
  }

  private static void tellNews(SkillCatalog before, SkillCatalog now) {
    var news = new ArrayList<String>();
    for (var versions : now.skills().values()) {
      var earlier = before.skills().get(versions.name());
      for (var skill : versions.versions().values()) {
        if (earlier == null || !skill.equals(earlier.versions().get(skill.version()))) {
          news.add(skill.name() + ' ' + skill.revision());
        }
      }
    }
    if (news.size() > MOST_NEWS) {
      log.info("{} revisions of skills are served now", news.size());
    } else if (!news.isEmpty()) {
      log.info("Served now: {}", String.join(", ", news));
    }
    before.skills().keySet().stream()
        .filter(name -> !now.skills().containsKey(name))
        .forEach(name -> log.info("Skill {} is not served any more", name));
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
