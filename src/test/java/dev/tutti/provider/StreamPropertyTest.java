package dev.tutti.provider;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.chat.ChatEvent;
import dev.tutti.chat.ChatRequest;
import dev.tutti.chat.Chunk;
import dev.tutti.chat.Fault;
import dev.tutti.chat.ReplyCollector;
import dev.tutti.provider.spi.StreamedAnswer;
import dev.tutti.wire.Recuts;
import dev.tutti.wire.frame.Frame;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.DoubleRange;

/**
 * An answer that an upstream streams says the same wherever reads end, whole or broken off; and
 * whole, it says what was put into it.
 */
class StreamPropertyTest {
  private static final ChatRequest ASKED = ChatRequest.builder("m").user("hi").stream().build();

  @Property(tries = 400)
  void an_answer_says_the_same_wherever_reads_end(
      @ForAll("answers") StreamedAnswer answer, @ForAll("cuts") List<Integer> cuts) {
    var whole = heard(answer, List.of(answer.body()));
    assertThat(heard(answer, Recuts.pieces(answer.body(), cuts))).isEqualTo(whole);
    assertThat(whole).doesNotHaveAnyElementsOfTypes(Fault.class);

    var collected = new ReplyCollector();
    whole.forEach(event -> collected.add((ChatEvent) event));
    var reply = collected.reply();
    assertThat(reply.text()).isEqualTo(answer.text());
    assertThat(reply.choices().getFirst().reasoning()).isEqualTo(answer.reasoning());
    assertThat(reply.toolCalls()).hasSize(answer.calls());
  }

  @Property(tries = 400)
  void an_answer_that_breaks_off_fails_the_same_wherever_reads_end(
      @ForAll("answers") StreamedAnswer answer,
      @ForAll("cuts") List<Integer> cuts,
      @ForAll @DoubleRange(min = 0, max = 1) double share) {
    var body = Arrays.copyOf(answer.body(), (int) (share * answer.body().length));
    assertThat(told(heard(answer, Recuts.pieces(body, cuts))))
        .isEqualTo(told(heard(answer, List.of(body))));
  }

  /** All that a reader says; a fault is the last of it. */
  private static List<Object> heard(StreamedAnswer answer, List<byte[]> pieces) {
    var adapter = answer.adapter();
    var frames = adapter.frames();
    var reader = adapter.reader(ASKED);
    var said = new ArrayList<Chunk>();
    var heard = new ArrayList<Object>();
    try {
      for (var piece : pieces) {
        frames.feed(piece);
        for (Frame frame; !reader.done() && (frame = frames.next()) != null; ) {
          reader.read(frame, said::add);
        }
      }
      for (Frame frame; !reader.done() && (frame = frames.last()) != null; ) {
        reader.read(frame, said::add);
      }
      reader.end(said::add);
    } catch (Fault e) {
      said.forEach(chunk -> heard.addAll(chunk.events()));
      heard.add(e);
      return heard;
    }
    said.forEach(chunk -> heard.addAll(chunk.events()));
    return heard;
  }

  /** Faults are compared by their words. */
  private static List<String> told(List<Object> heard) {
    return heard.stream()
        .map(each -> each instanceof Fault fault ? fault.code() + fault.getMessage() : "" + each)
        .toList();
  }

  @Provide
  static Arbitrary<List<Integer>> cuts() {
    return Recuts.cuts();
  }

  @Provide
  static Arbitrary<StreamedAnswer> answers() {
    return Arbitraries.of(StreamedAnswer.Shape.values()).flatMap(shape -> StreamedAnswer.of(shape));
  }
}
