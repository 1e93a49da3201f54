package dev.tutti.routing.reuse;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.call.Call;
import dev.tutti.call.Caller;
import dev.tutti.call.Sharing;
import dev.tutti.call.TestingLoop;
import dev.tutti.chat.ChatRequest;
import dev.tutti.chat.Fault;
import dev.tutti.chat.FaultCode;
import dev.tutti.chat.Operation;
import dev.tutti.routing.TestingAnswer;
import dev.tutti.routing.TestingReader;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class CoalescingModelTest {
  private static final String COLD = "'messages':[{'role':'user','content':'Hi'}],'temperature':0";
  private static final Caller ANN = new Caller("key-1", "ann", "");
  private static final int MEBIBYTE = 1 << 20;

  private final TestingLoop loop = new TestingLoop();
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final SharedCalls calls = new SharedCalls(meters);
  private final TestingAnswer.Model model = new TestingAnswer.Model();
  private final CoalescingModel coalescing =
      new CoalescingModel(model, Sharing.BY_REQUEST, new Object(), calls);

  @Test
  void embeddings_are_shared_when_marked_only() {
    var body = "{\"model\":\"m\",\"input\":\"Hi\"}".getBytes(StandardCharsets.UTF_8);
    var request = ChatRequest.parse(Operation.EMBEDDINGS, body);
    TestingReader.of(coalescing, request, call(ANN));
    TestingReader.of(coalescing, request, call(ANN));
    assertThat(model.asked()).isEqualTo(2);
    for (int i = 0; i < 2; i++) {
      var marked = call(ANN);
      marked.sharing(Sharing.ALWAYS);
      TestingReader.of(coalescing, request, marked);
    }
    assertThat(model.asked()).isEqualTo(3);
  }

  @Test
  void a_large_request_is_shared_too() {
    var large = COLD.replace("Hi", "x".repeat(MEBIBYTE));
    ask(large);
    ask(large);
    assertThat(model.asked()).isEqualTo(1);
  }

  @Test
  void everybody_gets_the_whole_answer_and_the_same_attempts() {
    var leader = ask(COLD);
    var follower = ask(COLD);
    say("a", "b");
    model.latest().ends();
    for (var each : new TestingReader[] {leader, follower}) {
      assertThat(each.text()).isEqualTo("ab");
      assertThat(each.isComplete()).isTrue();
      assertThat(each.call().attempts())
          .extracting(attempt -> attempt.target().deployment())
          .containsExactly("up/m");
    }
    assertThat(leader.call().coalesced()).isFalse();
    assertThat(follower.call().coalesced()).isTrue();
    assertThat(count("leader")).isEqualTo(1);
    assertThat(count("follower")).isEqualTo(1);
    assertNothingIsHeld();
  }

  @Test
  void one_who_comes_late_gets_everything_from_the_beginning() {
    ask(COLD);
    say("a", "b");
    var late = ask(COLD);
    assertThat(late.text()).isEqualTo("ab");
    say("c");
    model.latest().ends();
    assertThat(late.text()).isEqualTo("abc");
    assertThat(late.isComplete()).isTrue();
  }

  @Test
  void one_who_comes_after_the_end_asks_anew() {
    ask(COLD);
    say("a");
    model.latest().ends();
    ask(COLD);
    assertThat(model.asked()).isEqualTo(2);
  }

  @Test
  void the_one_who_began_may_leave_before_the_content() {
    var leader = ask(COLD);
    var follower = ask(COLD);
    leader.leave();
    assertThat(leader.code()).isEqualTo(FaultCode.CANCELLED);
    say("a");
    model.latest().ends();
    assertThat(follower.text()).isEqualTo("a");
    assertThat(follower.isComplete()).isTrue();
  }

  @Test
  void the_one_who_began_may_leave_in_the_middle() {
    var leader = ask(COLD);
    var follower = ask(COLD);
    say("a");
    leader.leave();
    say("b");
    model.latest().ends();
    assertThat(leader.text()).isEqualTo("a");
    assertThat(leader.code()).isEqualTo(FaultCode.CANCELLED);
    assertThat(follower.text()).isEqualTo("ab");
  }

  @Test
  void a_follower_may_leave() {
    var leader = ask(COLD);
    var follower = ask(COLD);
    say("a");
    follower.leave();
    say("b");
    model.latest().ends();
    assertThat(follower.code()).isEqualTo(FaultCode.CANCELLED);
    assertThat(leader.text()).isEqualTo("ab");
    assertThat(leader.isComplete()).isTrue();
    assertNothingIsHeld();
  }

  @Test
  void the_last_one_to_leave_takes_the_upstream_along_before_the_content() {
    var leader = ask(COLD);
    var follower = ask(COLD);
    leader.leave();
    assertThat(model.latest().call().cancelled()).isFalse();
    follower.leave();
    assertThat(model.latest().call().cancelled()).isTrue();
    assertNothingIsHeld();
    ask(COLD);
    assertThat(model.asked()).as("the next one asks anew").isEqualTo(2);
  }

  @Test
  void the_last_one_to_leave_takes_the_upstream_along_in_the_middle() {
    var leader = ask(COLD);
    var follower = ask(COLD);
    say("a");
    follower.leave();
    leader.call().cancel(Fault.of(FaultCode.DEADLINE_EXCEEDED, "too late"));
    assertThat(model.latest().call().reason().code()).isEqualTo(FaultCode.DEADLINE_EXCEEDED);
    assertNothingIsHeld();
  }

  @Test
  void one_who_has_left_before_asking_asks_nobody() {
    var call = call(ANN);
    call.cancel();
    assertThat(ask(call, COLD).code()).isEqualTo(FaultCode.CANCELLED);
    assertThat(model.asked()).isZero();
    assertNothingIsHeld();
  }

  @Test
  void a_fault_before_the_content_is_everybodys() {
    var leader = ask(COLD);
    var follower = ask(COLD);
    model.latest().fails(Fault.of(FaultCode.OVERLOADED, "no"));
    assertThat(leader.fault()).isSameAs(follower.fault());
    assertThat(follower.call().attempts()).hasSize(1);
    assertThat(follower.call().coalesced()).isTrue();
    assertNothingIsHeld();
  }

  @Test
  void a_fault_in_the_middle_ends_every_answer() {
    var leader = ask(COLD);
    var follower = ask(COLD);
    say("a");
    var late = ask(COLD);
    model.latest().fails(Fault.of(FaultCode.TRUNCATED, "no end"));
    for (var each : new TestingReader[] {leader, follower, late}) {
      assertThat(each.text()).isEqualTo("a");
      assertThat(each.code()).isEqualTo(FaultCode.TRUNCATED);
    }
    assertNothingIsHeld();
  }

  @Test
  void the_upstream_waits_while_nobody_reads() {
    var leader = ask(COLD);
    var follower = ask(COLD);
    say("a");
    leader.pause();
    assertThat(model.latest().isPaused()).isFalse();
    follower.pause();
    assertThat(model.latest().isPaused()).isTrue();
    leader.resume();
    assertThat(model.latest().isPaused()).isFalse();
    say("b");
    assertThat(leader.text()).isEqualTo("ab");
    assertThat(follower.text()).isEqualTo("a");
    leader.leave();
    assertThat(model.latest().isPaused()).as("the one who is left does not read").isTrue();
    follower.resume();
    model.latest().ends();
    assertThat(follower.text()).isEqualTo("ab");
    assertThat(follower.isComplete()).isTrue();
  }

  @Test
  void a_paused_follower_gets_what_came_when_it_goes_on_after_the_end() {
    ask(COLD);
    var slow = ask(COLD);
    say("a");
    slow.pause();
    say("b");
    model.latest().ends();
    assertThat(slow.hasEnded()).isFalse();
    slow.resume();
    assertThat(slow.text()).isEqualTo("ab");
    assertThat(slow.isComplete()).isTrue();
    assertNothingIsHeld();
  }

  @Test
  void a_follower_that_is_too_far_behind_fails_and_harms_nobody() {
    var leader = ask(COLD);
    var slow = ask(COLD);
    say("a");
    slow.pause();
    for (int i = 0; i < 10; i++) {
      say("x".repeat(MEBIBYTE));
    }
    assertThat(slow.code()).isEqualTo(FaultCode.OVERLOADED);
    assertThat(slow.fault().getMessage()).contains("bytes behind", "at most 10485760");
    model.latest().ends();
    assertThat(leader.isComplete()).isTrue();
    assertThat(leader.text()).hasSize(10 * MEBIBYTE + 1);
    assertThat(meters.counter("tutti.coalesced.too.slow").count()).isEqualTo(1);
    assertNothingIsHeld();
  }

  @Test
  void an_only_reader_may_be_as_slow_as_it_likes() {
    var only = ask(COLD);
    say("a");
    only.pause();
    say("x".repeat(12 * MEBIBYTE));
    only.resume();
    model.latest().ends();
    assertThat(only.text()).hasSize(12 * MEBIBYTE + 1);
    assertThat(only.isComplete()).isTrue();
  }

  @Test
  void an_answer_that_has_grown_too_long_is_joined_by_nobody() {
    ask(COLD);
    say("x".repeat(11 * MEBIBYTE));
    assertThat(calls.running()).isZero();
    assertThat(calls.held()).as("what everybody has read").isZero();
    ask(COLD);
    assertThat(model.asked()).isEqualTo(2);
  }

  @Test
  void in_a_crowd_less_is_held_for_each() {
    for (int i = 0; i < 13; i++) {
      ask(COLD.replace("Hi", "Hi " + i));
      say("x".repeat(10 * MEBIBYTE - 1_000));
    }
    assertThat(calls.held()).isGreaterThan(128L * MEBIBYTE);
    ask(COLD);
    var slow = ask(COLD);
    say("a");
    slow.pause();
    say("x".repeat(MEBIBYTE / 2));
    assertThat(slow.code()).isEqualTo(FaultCode.OVERLOADED);
    int before = model.asked();
    ask(COLD);
    assertThat(model.asked()).as("not joined").isEqualTo(before + 1);
  }

  @Test
  void the_shared_call_has_the_time_of_the_most_patient_one() {
    ask(new Call("1", ANN, loop, Duration.ofSeconds(5)), COLD);
    ask(new Call("2", ANN, loop, Duration.ofSeconds(60)), COLD);
    ask(new Call("3", ANN, loop, Duration.ofSeconds(10)), COLD);
    assertThat(model.latest().call().remaining()).isEqualTo(Duration.ofSeconds(60));
    assertThat(model.latest().call().id()).isEqualTo("1");
  }

  @Test
  void at_most_a_thousand_are_shared_at_once() {
    for (int i = 0; i < 1_000; i++) {
      ask(COLD.replace("Hi", "Hi " + i));
    }
    ask(COLD);
    ask(COLD);
    assertThat(model.asked()).isEqualTo(1_002);
    assertThat(calls.running()).isEqualTo(1_000);
  }

  private void say(String... texts) {
    for (var text : texts) {
      model.latest().says(text);
    }
  }

  private void assertNothingIsHeld() {
    assertThat(calls.running()).isZero();
    assertThat(calls.held()).isZero();
    assertThat(loop.timers()).isZero();
  }

  private double count(String role) {
    return meters.counter("tutti.coalesced.calls", "role", role).count();
  }

  private TestingReader ask(String members) {
    return ask(call(ANN), members);
  }

  private TestingReader ask(Call call, String members) {
    return TestingReader.of(coalescing, request(members), call);
  }

  private Call call(Caller caller) {
    return new Call("id", caller, loop, Duration.ofMinutes(1));
  }

  private static ChatRequest request(String members) {
    var json = "{'model':'m'," + members + "}";
    return ChatRequest.parse(
        Operation.CHAT, json.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
  }
}
