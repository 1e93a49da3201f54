package dev.tutti.config.reload;

import dev.tutti.config.ConfigException;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A value that is read again when the file behind it changes: loaded, validated, and only then
 * swapped, once. What cannot be loaded changes nothing, is reported, and is tried again with the
 * next change. Whoever needs the value for longer than a moment keeps what {@link #current}
 * answered, and works with it to the end.
 *
 * <p>Safe for any thread. Loading and listening happen one at a time, on the watch's own virtual
 * thread or on that of a caller of {@link #reload}.
 *
 * @param <T> an immutable value
 */
public final class Reloadable<T> implements AutoCloseable {
  private final Supplier<T> load;
  private final Consumer<Reload<T>> listener;
  private final AtomicReference<T> state;
  private final ReentrantLock oneAtATime = new ReentrantLock();
  private final @Nullable FileWatch watch;

  private Reloadable(Supplier<T> load, Consumer<Reload<T>> listener, @Nullable FileWatch watch) {
    this.load = load;
    this.listener = listener;
    this.watch = watch;
    this.state = new AtomicReference<>(load.get());
  }

  /**
   * Loads a value that changes only by {@link #reload}.
   *
   * @param load throws a {@link ConfigException} for what cannot be used
   * @param listener hears what came of each reload, not of this first loading
   * @throws ConfigException when it cannot be loaded now
   */
  public static <T> Reloadable<T> of(Supplier<T> load, Consumer<Reload<T>> listener) {
    return new Reloadable<>(load, listener, null);
  }

  /**
   * Loads a value, and loads it again within a second of each change of a file, if need be even
   * before this returns.
   *
   * @see #of
   */
  public static <T> Reloadable<T> of(Path file, Supplier<T> load, Consumer<Reload<T>> listener) {
    var watch = FileWatch.on(file);
    try {
      var reloadable = new Reloadable<>(load, listener, watch);
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

  private Reload<T> attempt() {
    var before = current();
    try {
      var now = load.get();
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
