package dev.tutti.task.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.chat.Fault;
import dev.tutti.chat.FaultCode;
import dev.tutti.chat.Json;
import dev.tutti.store.Store;
import dev.tutti.task.api.StepResult;
import dev.tutti.task.api.TaskRequest;
import dev.tutti.task.api.TaskRun;
import dev.tutti.task.api.TaskState;
import dev.tutti.task.run.TaskLifeModel.Act;
import dev.tutti.testing.Patience;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.node.ObjectNode;

/**
 * Random lives of tasks, with restarts of the server, against a model of them. Each run draws a new
 * seed and prints it; {@code -Dtask.seed=N} repeats one. A history that goes wrong is cut down to
 * steps of which none can be left out.
 */
class TaskLifeTest {
  private static final List<Act> ACTS = List.of(Act.values());
  private static final int HISTORIES = Integer.getInteger("task.histories", 12);
  private static final int STEPS = 25;
  private static final Instant EPOCH = TestingTasks.EPOCH;

  /** What is waited for each try to leave a step out, as each that goes wrong takes so long. */
  private static final Duration SHRINKING = Duration.ofSeconds(10);

  @TempDir private Path folder;
  private final AtomicInteger folders = new AtomicInteger();

  /** One thing that happens. */
  private sealed interface Step {
    record Submit(List<Act> acts, int delay) implements Step {}

    record Cancel(int task) implements Step {}

    record Requeue(int task) implements Step {}

    record Pass(int seconds) implements Step {}

    record Restart() implements Step {}
  }

  @Test
  void every_life_goes_as_the_model_says(TestReporter reporter) throws Exception {
    long seed = Long.getLong("task.seed", new Random().nextLong());
    reporter.publishEntry("task.seed", Long.toString(seed));
    var random = new Random(seed);
    for (int i = 0; i < HISTORIES; i++) {
      var steps = history(random);
      var problem = problem(steps, Patience.LIMIT);
      if (problem.isPresent()) {
        var least = shrunk(steps);
        throw new AssertionError(
            "task.seed=%d%n%s%n%s"
                .formatted(seed, least, problem(least, SHRINKING).or(() -> problem).get()));
      }
    }
  }

  private static List<Step> history(Random random) {
    var steps = new ArrayList<Step>();
    for (int i = 0; i < STEPS; i++) {
      steps.add(
          switch (random.nextInt(9)) {
            case 0, 1, 2 -> new Step.Submit(acts(random), random.nextInt(3) == 0 ? 10 : 0);
            case 3, 4 -> new Step.Cancel(random.nextInt(6));
            case 5, 6 -> new Step.Requeue(random.nextInt(6));
            case 7 -> new Step.Pass(1 + random.nextInt(40));
            default -> new Step.Restart();
          });
    }
    return steps;
  }

  private static List<Act> acts(Random random) {
    var acts = new ArrayList<Act>();
    for (int i = random.nextInt(5); i > 0; i--) {
      acts.add(ACTS.get(random.nextInt(ACTS.size())));
    }
    return acts;
  }

  private List<Step> shrunk(List<Step> steps) throws Exception {
    var least = new ArrayList<>(steps);
    for (int i = least.size() - 1; i >= 0; i--) {
      var without = new ArrayList<>(least);
      without.remove(i);
      if (problem(without, SHRINKING).isPresent()) {
        least = without;
      }
    }
    return least;
  }

  private Optional<String> problem(List<Step> steps, Duration patience) throws Exception {
    try (var life = new History(folder.resolve("h" + folders.incrementAndGet()))) {
      for (var step : steps) {
        life.take(step);
        var problem = life.problem(patience);
        if (problem.isPresent()) {
          return problem.map(text -> step + ": " + text);
        }
      }
      return Optional.empty();
    }
  }

  /** A server and its model. */
  private static final class History implements AutoCloseable {
    private final Path folder;
    private final List<TaskLifeModel> models = new ArrayList<>();
    private final List<String> ids = new ArrayList<>();
    private final Map<String, AtomicInteger> paid = new ConcurrentHashMap<>();
    private TestingTasks rig;
    private long now;

    History(Path folder) {
      this.folder = folder;
      this.rig = TestingTasks.open(folder, this::run);
    }

    private ObjectNode run(TaskRun run) throws Exception {
      run.step(
          "once",
          "h",
          () -> {
            paid.computeIfAbsent(run.id(), _ -> new AtomicInteger()).incrementAndGet();
            return StepResult.of(Json.object());
          });
      var acts =
          run.input().path("acts").valueStream().map(each -> Act.valueOf(each.asString())).toList();
      return switch (TaskLifeModel.act(acts, run.attempt())) {
        case SUCCEED -> Json.object();
        case FAIL -> throw Fault.of(FaultCode.OVERLOADED, "busy");
        case REFUSE -> throw Fault.invalid("x", "no");
        case HANG -> {
          new CountDownLatch(1).await();
          yield Json.object();
        }
      };
    }

    void take(Step step) {
      switch (step) {
        case Step.Submit(List<Act> acts, int delay) -> submit(acts, delay);
        case Step.Cancel(int task) when task < ids.size() -> {
          models.get(task).cancel();
          Store.await(rig.queue().cancel("me", ids.get(task)));
        }
        case Step.Requeue(int task) when task < ids.size() -> requeue(task);
        case Step.Cancel _, Step.Requeue _ -> {}
        case Step.Pass(int seconds) -> {
          now += seconds;
          rig.now.set(EPOCH.plusSeconds(now));
          models.forEach(model -> model.pass(now));
        }
        case Step.Restart() -> {
          rig.close();
          rig = TestingTasks.open(folder, this::run, EPOCH.plusSeconds(now));
          models.forEach(model -> model.restart(now));
        }
      }
    }

    private void submit(List<Act> acts, int delay) {
      var input = Json.object();
      var list = input.putArray("acts");
      acts.forEach(act -> list.add(act.name()));
      models.add(new TaskLifeModel(acts, now + delay, now));
      var request = TaskRequest.of("work", input).runAt(EPOCH.plusSeconds(now + delay));
      ids.add(rig.submit(request).id());
    }

    private void requeue(int task) {
      boolean expected = models.get(task).requeue(now);
      boolean done;
      try {
        Store.await(rig.queue().requeue("me", ids.get(task)));
        done = true;
      } catch (Fault _) {
        done = false;
      }
      assertThat(done).isEqualTo(expected);
    }

    /** Waits until every task is as its model says. */
    Optional<String> problem(Duration patience) {
      for (int i = 0; i < ids.size(); i++) {
        long end = System.nanoTime() + patience.toNanos();
        var found = difference(i);
        while (found.isPresent() && System.nanoTime() < end) {
          rig.tasks.tick();
          found = difference(i);
        }
        if (found.isPresent()) {
          return found;
        }
      }
      return Optional.empty();
    }

    private Optional<String> difference(int i) {
      var id = ids.get(i);
      var model = models.get(i);
      var task = rig.find(id).task();
      var terminal =
          rig.events(id).stream()
              .filter(
                  type ->
                      List.of(TaskState.values()).stream()
                          .anyMatch(s -> s.isTerminal() && s.word().equals(type)))
              .count();
      int steps = paid.getOrDefault(id, new AtomicInteger()).get();
      boolean same =
          task.state() == model.state()
              && task.attempt() == model.attempts()
              && terminal == model.ends()
              && steps == Math.min(1, model.attempts());
      return same
          ? Optional.empty()
          : Optional.of(
              "task %d is %s, %d attempts, %d ends, %d times the step (expected: %s)"
                  .formatted(i, task.state(), task.attempt(), terminal, steps, model));
    }

    @Override
    public void close() {
      rig.close();
    }
  }
}
