package dev.tutti.report.schedule;

import dev.tutti.chat.Fault;
import dev.tutti.report.kind.Reports;
import dev.tutti.store.Store;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes reports when they are due, one after the other. A report that could not be made or
 * delivered is tried again; when the next one is due before that has succeeded, only the next one
 * is made. Thread-safe.
 */
public final class ReportScheduler {
  private static final Logger log = LoggerFactory.getLogger(ReportScheduler.class);
  private static final int LONGEST = 200; // of what a try has met with

  private final Store store;
  private final Reports reports;
  private final ReportDelivery delivery;
  private final InstantSource clock;
  private final Supplier<List<ReportSchedule>> schedules;
  private final AtomicBoolean busy = new AtomicBoolean();

  /**
   * A scheduler that does nothing by itself, see {@link #tick}.
   *
   * @param schedules those of the moment
   */
  public ReportScheduler(
      Store store,
      Reports reports,
      ReportDelivery delivery,
      InstantSource clock,
      Supplier<List<ReportSchedule>> schedules) {
    this.store = store;
    this.reports = reports;
    this.delivery = delivery;
    this.clock = clock;
    this.schedules = schedules;
  }

  /** Makes what is due on a thread of its own, unless that goes on already. */
  public void tick() {
    if (!schedules.get().isEmpty() && busy.compareAndSet(false, true)) {
      Thread.ofVirtual()
          .name("tutti-scheduled-reports")
          .start(
              () -> {
                try {
                  run();
                } finally {
                  busy.set(false);
                }
              });
    }
  }

  /** Makes what is due. Blocks. */
  void run() {
    for (var schedule : schedules.get()) {
      try {
        run(schedule);
      } catch (RuntimeException e) {
        log.warn("The report {} could not be made: {}", schedule.name(), e.getMessage());
      }
    }
  }

  private void run(ReportSchedule schedule) {
    var now = clock.instant();
    var run = current(schedule, now);
    if (run.isDue(now)) {
      put(attempt(schedule, run, now));
    }
  }

  /** The run of the time that was due last; one from before the schedule was known is passed. */
  private ScheduleRun current(ReportSchedule schedule, Instant now) {
    var due = schedule.plan().latest(now).toInstant();
    var known = Store.await(store.read(handle -> ScheduleTable.one(handle, schedule.name())));
    if (known.isPresent() && !known.get().due().isBefore(due)) {
      return known.get();
    }
    var next = ScheduleRun.waiting(schedule.name(), due);
    var run = known.isPresent() ? next : next.passed();
    put(run);
    return run;
  }

  private void put(ScheduleRun run) {
    Store.await(store.write(handle -> ScheduleTable.put(handle, run)));
  }

  private ScheduleRun attempt(ReportSchedule schedule, ScheduleRun run, Instant now) {
    try {
      var due = run.due().atZone(schedule.plan().zone());
      var report = reports.make(schedule.request(due));
      return run.delivered(delivery.deliver(schedule, run, report));
    } catch (IOException | RuntimeException e) {
      var met = met(e);
      log.warn("The report {} did not reach its receiver: {}", schedule.name(), met);
      return run.failed(now, met);
    }
  }

  private static String met(Exception thrown) {
    var text =
        thrown instanceof IOException
            ? String.valueOf(thrown.getMessage())
            : Fault.from(thrown).code().code();
    return text.substring(0, Math.min(text.length(), LONGEST));
  }

  /** The last run of each schedule that was ever due. */
  public CompletableFuture<List<ScheduleRun>> runs() {
    return store.read(ScheduleTable::all);
  }

  /** The schedules of the moment. */
  public List<ReportSchedule> schedules() {
    return schedules.get();
  }

  /** When a schedule is due next. */
  public Instant next(ReportSchedule schedule) {
    return schedule.plan().next(clock.instant()).toInstant();
  }
}
