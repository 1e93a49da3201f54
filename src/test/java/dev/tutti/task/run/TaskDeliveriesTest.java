package dev.tutti.task.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tutti.chat.Fault;
import dev.tutti.chat.Json;
import dev.tutti.security.Principal;
import dev.tutti.store.Store;
import dev.tutti.task.api.TaskOwner;
import dev.tutti.task.api.TaskState;
import dev.tutti.testing.Patience;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TaskDeliveriesTest {
  private static final String HOOK = "{\"url\":\"https://example.com/\",\"secret\":\"\"}";

  @TempDir private Path folder;

  private static void untilPosted(TestingTasks rig, int count) {
    Patience.until(
        () -> {
          rig.pass(Duration.ofMinutes(11));
          rig.tasks.deliver();
          return rig.posts.size() >= count;
        },
        count + " messages were sent");
  }

  @Test
  void a_receiver_is_told_of_the_end_until_it_takes_it() {
    try (var rig = TestingTasks.open(folder, _ -> Json.object())) {
      rig.statuses.addAll(List.of(500, 503));
      var task = rig.submit(TestingTasks.work().webhook(HOOK));
      rig.until(task.id(), TaskState.SUCCEEDED);
      untilPosted(rig, 3);
      for (int i = 0; i < 20; i++) {
        rig.pass(Duration.ofMinutes(11));
        rig.tasks.deliver();
      }
      assertThat(rig.posts)
          .hasSize(3)
          .extracting(TestingTasks.ReceivedMessage::id)
          .containsOnly(task.id() + ".3");
      assertThat(rig.posts.element().body().path("type").asString()).isEqualTo("task.succeeded");
    }
  }

  @Test
  void a_task_that_was_requeued_has_the_same_told_of_its_first_end_as_before() {
    var healthy = new AtomicBoolean();
    try (var rig =
        TestingTasks.open(
            folder,
            _ -> {
              if (healthy.get()) {
                return Json.object();
              }
              throw Fault.invalid("n", "wrong");
            })) {
      rig.statuses.add(500);
      var id = rig.submit(TestingTasks.work().webhook(HOOK)).id();
      rig.until(id, TaskState.FAILED);
      untilPosted(rig, 1);
      healthy.set(true);
      Store.await(rig.queue().requeue("me", id));
      rig.until(id, TaskState.SUCCEEDED);
      untilPosted(rig, 3);
      var first = rig.posts.element();
      assertThat(Json.text(first.body().path("data")))
          .contains("\"status\":\"failed\",\"attempts\":1,\"ended_at\":\"2026", "n: wrong");
      assertThat(rig.posts)
          .filteredOn(each -> each.id().equals(first.id()))
          .hasSize(2)
          .containsOnly(first);
      assertThat(rig.posts)
          .filteredOn(each -> !each.id().equals(first.id()))
          .singleElement()
          .extracting(each -> each.body().at("/data/attempts").asInt())
          .isEqualTo(2);
    }
  }

  @Test
  void an_end_that_cannot_be_read_keeps_no_place_and_holds_up_no_other() {
    try (var rig = TestingTasks.open(folder, _ -> Json.object())) {
      var broken = rig.submit(TestingTasks.work().webhook(HOOK));
      rig.until(broken.id(), TaskState.SUCCEEDED);
      Store.await(
          rig.store.write(
              handle -> handle.execute("UPDATE task_event SET body = '{' WHERE number = 3")));
      rig.pass(Duration.ofSeconds(1));
      var told = rig.submit(TestingTasks.work().webhook(HOOK));
      rig.until(told.id(), TaskState.SUCCEEDED);
      untilPosted(rig, 1);
      assertThat(rig.posts)
          .extracting(TestingTasks.ReceivedMessage::id)
          .containsExactly(told.id() + ".3");
      Patience.until(
          () -> {
            rig.pass(Duration.ofMinutes(11));
            rig.tasks.deliver();
            return tries(rig, broken.id()) > 2;
          },
          "the first one is tried again");
    }
  }

  private static long tries(TestingTasks rig, String task) {
    return Store.await(
        rig.store.read(
            handle ->
                handle
                    .createQuery("SELECT tries FROM task_delivery WHERE task_id = :task")
                    .bind("task", task)
                    .mapTo(Long.class)
                    .one()));
  }

  @Test
  void what_was_not_told_is_told_by_the_next_run_of_the_server() {
    String id;
    try (var rig = TestingTasks.open(folder, _ -> Json.object())) {
      id = rig.submit(TestingTasks.work().webhook(HOOK)).id();
      rig.until(id, TaskState.SUCCEEDED);
    }
    try (var rig = TestingTasks.open(folder, _ -> Json.object())) {
      untilPosted(rig, 1);
      assertThat(rig.posts.element().webhook()).isEqualTo(HOOK);
    }
  }

  @Test
  void a_receiver_that_never_answers_holds_up_no_other() {
    try (var rig = TestingTasks.open(folder, _ -> Json.object())) {
      for (int i = 0; i < 100; i++) {
        rig.submit(TestingTasks.work().webhook(HOOK.replace("https://", "https://silent.")));
      }
      var told = rig.submit(TestingTasks.work().webhook(HOOK));
      rig.until(told.id(), TaskState.SUCCEEDED);
      rig.pass(Duration.ofSeconds(1));
      Patience.until(
          () -> {
            rig.tasks.deliver();
            return rig.posts.stream().anyMatch(each -> each.id().startsWith(told.id()));
          },
          "the other one is told");
      assertThat(rig.posts.stream().filter(each -> each.webhook().contains("silent")).count())
          .isLessThanOrEqualTo(8);
    }
  }

  @Test
  void thousands_for_one_receiver_do_not_hide_those_of_others() {
    try (var rig = TestingTasks.open(folder, _ -> Json.object())) {
      for (int i = 0; i < 1_100; i++) {
        rig.submit(TestingTasks.work().webhook(HOOK.replace("https://", "https://silent.")));
      }
      var told = rig.submit(TestingTasks.work().webhook(HOOK));
      rig.until(told.id(), TaskState.SUCCEEDED);
      rig.pass(Duration.ofSeconds(1));
      Patience.until(
          () -> {
            rig.tasks.deliver();
            return rig.posts.stream().anyMatch(each -> each.id().startsWith(told.id()));
          },
          "the other one is told");
      assertThat(rig.posts.stream().filter(each -> each.webhook().contains("silent")).count())
          .isLessThanOrEqualTo(8);
    }
  }

  @Test
  void an_owner_of_many_receivers_leaves_room_to_others() {
    try (var rig = TestingTasks.open(folder, _ -> Json.object())) {
      for (int i = 0; i < 100; i++) {
        var hook = HOOK.replace("https://", "https://silent-" + i + ".");
        rig.submit(TestingTasks.work().webhook(hook));
      }
      var you = new TaskOwner("you", "", "", "");
      var work = TestingTasks.work().webhook(HOOK);
      var told = Store.await(rig.queue().submit(work, new Principal.Anonymous(), you)).task();
      rig.tickUntil(() -> rig.tasks.waiting() == 0, "all have run");
      rig.pass(Duration.ofSeconds(1));
      Patience.until(
          () -> {
            rig.tasks.deliver();
            return rig.posts.stream().anyMatch(each -> each.id().startsWith(told.id()));
          },
          "the other one is told");
      assertThat(rig.posts).hasSizeLessThanOrEqualTo(33);
    }
  }

  @Test
  void an_address_that_is_none_is_refused_and_holds_up_nobody() {
    assertThatThrownBy(() -> TestingTasks.work().webhook("https://host/path"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("expected: such as");
    assertThatThrownBy(() -> TestingTasks.work().webhook("{\"secret\":\"hush\"}"))
        .isInstanceOf(IllegalArgumentException.class)
        .message()
        .doesNotContain("hush");
    try (var rig = TestingTasks.open(folder, _ -> Json.object())) {
      var wrong =
          rig.submit(TestingTasks.work().webhook(HOOK.replace("https://", "https://broken.")));
      var told = rig.submit(TestingTasks.work().webhook(HOOK));
      rig.until(wrong.id(), TaskState.SUCCEEDED);
      rig.until(told.id(), TaskState.SUCCEEDED);
      Patience.until(
          () -> {
            rig.pass(Duration.ofSeconds(1));
            rig.tasks.deliver();
            return rig.posts.stream().anyMatch(each -> each.id().startsWith(told.id()));
          },
          "the other one is told");
      untilPosted(rig, 4);
    }
  }

  @Test
  void who_has_named_nobody_has_nobody_told() {
    try (var rig = TestingTasks.open(folder, _ -> Json.object())) {
      var task = rig.submit(TestingTasks.work());
      rig.until(task.id(), TaskState.SUCCEEDED);
      rig.tasks.deliver();
      assertThat(rig.posts).isEmpty();
    }
  }
}
