package dev.tutti.config.reload;

import dev.tutti.config.ConfigException;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A value that is read again when the file behind it changes: loaded, validated, and only then
 * swapped, once; the listener hears of it last. What cannot be loaded changes nothing, is reported,
 * and is tried again with the next change. Whoever needs the value for longer than a moment keeps
 * what {@link #current} answered, and works with it to the end.
 *
 * <p>Safe for any thread. Loading and listening happen one at a time, on the watch's own virtual
 * thread or on that of a caller of {@link #reload}.
 *
 * @param <T> an immutable value
 */
public final class Reloadable<T> implements AutoCloseable {
  private final Loader<T> loader;
  private final Consumer<Reload<T>> listener;
  private final AtomicReference<T> state;
  private final ReentrantLock oneAtATime = new ReentrantLock();
  private final @Nullable FileWatch watch;

  /**
   * Source of the value. Has no effects, as what it returns may never be in force.
   *
   * @param <T> the value
   */
  @FunctionalInterface
  public interface Loader<T> {
    /**
     * Loads the value that comes after another.
     *
     * @param before the one in force, null for the first
     * @throws ConfigException for what cannot be used
     */
    T load(@Nullable T before);
  }

  private Reloadable(Loader<T> loader, Consumer<Reload<T>> listener, @Nullable FileWatch watch) {
    this.loader = loader;
    this.listener = listener;
    this.watch = watch;
    this.state = new AtomicReference<>(loader.load(null));
  }

  /**
   * Loads a value that changes only by {@link #reload}.
   *
   * @param listener hears what came of each reload, not of this first loading
   * @throws ConfigException when it cannot be loaded now
   */
  public static <T> Reloadable<T> of(Loader<T> loader, Consumer<Reload<T>> listener) {
    return new Reloadable<>(loader, listener, null);
  }

  /**
   * Loads a value, and loads it again within a second of each change of a file, if need be even
   * before this returns.
   *
   * @see #of
   */
  public static <T> Reloadable<T> of(Path file, Loader<T> loader, Consumer<Reload<T>> listener) {
    var watch = FileWatch.on(file);
    try {
      var reloadable = new Reloadable<>(loader, listener, watch);
      watch.start(reloadable::reload);
      return reloadable;
    } catch (RuntimeException e) {
      watch.close();
      throw e;
    }
  }

  /** The value in force. Costs as much as reading a volatile field. */
  public T current() {
    return state.get();
  }

  /** Loads the value again now, whether or not a file has changed. */
  public Reload<T> reload() {
    oneAtATime.lock();
    try {
      var result = attempt();
      listener.accept(result);
      return result;
    } finally {
      oneAtATime.unlock();
    }
  }

  /**
   * Puts in force what is made of the value in force, in line with reloads.
   *
   * @param next what it throws is thrown here, and changes nothing
   */
  public void change(UnaryOperator<T> next) {
    oneAtATime.lock();
    try {
      var before = current();
      var now = next.apply(before);
      state.set(now);
      listener.accept(new Reload.Applied<>(before, now));
    } finally {
      oneAtATime.unlock();
    }
  }

  /** Hands over the value in force, while no other can come into force. */
  public void hold(Consumer<T> use) {
    oneAtATime.lock();
    try {
      use.accept(current());
    } finally {
      oneAtATime.unlock();
    }
  }

  private Reload<T> attempt() {
    var before = current();
    try {
      var now = loader.load(before);
      state.set(now);
      return new Reload.Applied<>(before, now);
    } catch (RuntimeException e) {
      var why = e instanceof ConfigException known ? known : ConfigException.unexpected(e);
      return new Reload.Refused<>(why);
    }
  }

  /** Stops watching; the value stays as it is. */
  @Override
  public void close() {
    if (watch != null) {
      watch.close();
    }
  }
}
