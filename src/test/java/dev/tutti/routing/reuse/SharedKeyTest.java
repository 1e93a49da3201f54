package dev.tutti.routing.reuse;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.call.Call;
import dev.tutti.call.Caller;
import dev.tutti.call.Sharing;
import dev.tutti.call.TestingLoop;
import dev.tutti.chat.ChatRequest;
import dev.tutti.chat.Operation;
import dev.tutti.routing.TestingAnswer;
import dev.tutti.routing.TestingReader;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which calls are identical. */
class SharedKeyTest {
  private static final String COLD = "'messages':[{'role':'user','content':'Hi'}],'temperature':0";
  private static final Caller ANN = new Caller("key-1", "ann", "");

  private final TestingLoop loop = new TestingLoop();
  private final SharedCalls calls = new SharedCalls(new SimpleMeterRegistry());
  private final TestingAnswer.Model model = new TestingAnswer.Model();
  private final CoalescingModel coalescing =
      new CoalescingModel(model, Sharing.BY_REQUEST, new Object(), calls);

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "another order      | 'temperature':0,'messages':[{'role':'user','content':'Hi'}]",
        "white space        | 'messages' : [{'role':'user','content':'Hi'}] , 'temperature': 0",
        "another end user   |"
            + " 'messages':[{'role':'user','content':'Hi'}],'temperature':0,'user':'u'",
        "metadata           | 'messages':[{'role':'user','content':'Hi'}],'temperature':0,"
            + "'metadata':{'a':'b'}",
        "usage at the end   | 'messages':[{'role':'user','content':'Hi'}],'temperature':0,"
            + "'stream_options':{'include_usage':true}",
      })
  void what_has_no_influence_does_not_keep_calls_apart(String what, String members) {
    ask(COLD);
    ask(members);
    assertThat(model.asked()).as(what).isEqualTo(1);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "another question | 'messages':[{'role':'user','content':'Ho'}],'temperature':0",
        "another option   | 'messages':[{'role':'user','content':'Hi'}],'temperature':0,'seed':7",
        "a stream         |"
            + " 'messages':[{'role':'user','content':'Hi'}],'temperature':0,'stream':true",
        "warmth           | 'messages':[{'role':'user','content':'Hi'}],'temperature':0.1",
        "no temperature   | 'messages':[{'role':'user','content':'Hi'}]",
        "an answer kept   |"
            + " 'messages':[{'role':'user','content':'Hi'}],'temperature':0,'store':true",
      })
  void what_may_change_the_answer_does(String what, String members) {
    ask(COLD);
    ask(members);
    ask(members.replace("Hi", "Hi again").replace("Ho", "Ho again"));
    assertThat(model.asked()).as(what).isEqualTo(3);
  }

  @Test
  void another_key_another_owner_or_another_configuration_asks_for_itself() {
    ask(COLD);
    ask(call(new Caller("key-2", "ann", "")), COLD);
    ask(call(new Caller("key-1", "bob", "")), COLD);
    var reloaded = new CoalescingModel(model, Sharing.BY_REQUEST, new Object(), calls);
    TestingReader.of(reloaded, request(COLD), call(ANN));
    assertThat(model.asked()).isEqualTo(4);
    ask(call(ANN.forUser("somebody")), COLD);
    assertThat(model.asked()).as("an end user of the same key").isEqualTo(4);
  }

  @ParameterizedTest
  @CsvSource({
    "BY_REQUEST, BY_REQUEST, 0,   1",
    "BY_REQUEST, BY_REQUEST, 0.5, 2",
    "BY_REQUEST, ALWAYS,     0.5, 1",
    "BY_REQUEST, NEVER,      0,   2",
    "ALWAYS,     BY_REQUEST, 0.5, 1",
    "ALWAYS,     NEVER,      0.5, 2",
    "NEVER,      BY_REQUEST, 0,   2",
    "NEVER,      ALWAYS,     0,   2",
  })
  void the_configuration_and_the_caller_say_what_is_shared(
      Sharing configured, Sharing wish, String temperature, int asked) {
    var alias = new CoalescingModel(model, configured, new Object(), calls);
    for (int i = 0; i < 2; i++) {
      var call = call(ANN);
      call.sharing(wish);
      var members = COLD.replace("'temperature':0", "'temperature':" + temperature);
      TestingReader.of(alias, request(members), call);
    }
    assertThat(model.asked()).isEqualTo(asked);
  }

  private void ask(String members) {
    ask(call(ANN), members);
  }

  private void ask(Call call, String members) {
    TestingReader.of(coalescing, request(members), call);
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
