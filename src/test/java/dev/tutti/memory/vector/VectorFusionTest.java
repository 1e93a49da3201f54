package dev.tutti.memory.vector;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.chat.Fault;
import dev.tutti.chat.FaultCode;
import dev.tutti.chat.Json;
import dev.tutti.memory.api.Provenance;
import dev.tutti.memory.api.Recollection;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Both rankings together, with vectors that the test makes. */
class VectorFusionTest {
  private static final EmbeddingSettings ON =
      new EmbeddingSettings("vectors", Duration.ofSeconds(1));

  private final List<String> embedded = new ArrayList<>();

  /** What has "sea" in it is about the sea, and the rest is not. */
  private List<float[]> vectors(List<String> texts) {
    embedded.addAll(texts);
    return texts.stream()
        .map(text -> text.contains("sea") ? new float[] {1, 0} : new float[] {0, 1})
        .toList();
  }

  private VectorFusion fusion(EmbeddingSettings settings) {
    return new VectorFusion(() -> settings, (_, _, texts, _) -> vectors(texts), () -> 0);
  }

  private static Recollection found(String text, double score) {
    return new Recollection(
        text, text, score, Recollection.Kind.FACT, Provenance.told(Instant.EPOCH), Json.object());
  }

  private static List<String> texts(List<Recollection> ranked) {
    return ranked.stream().map(Recollection::text).toList();
  }

  @Test
  void what_has_the_meaning_comes_forward_also_where_no_word_fits() {
    var ranked = List.of(found("a boat", 0.9), found("the sea is calm", 0.5), found("deep sea", 0));
    var fused = fusion(ON).fuse("acme", "anna", "by the sea", ranked);
    assertThat(texts(fused)).containsExactly("the sea is calm", "a boat", "deep sea");
    assertThat(fused.getFirst().score()).isEqualTo(1.0 / 62 + 1.0 / 61);
  }

  @Test
  void a_text_is_embedded_once_for_its_user_until_that_one_is_erased() {
    var fusion = fusion(ON);
    var ranked = List.of(found("a boat", 0.9));
    fusion.fuse("acme", "anna", "sea", ranked);
    fusion.fuse("acme", "anna", "sea", ranked);
    assertThat(embedded).containsExactly("sea", "a boat");
    fusion.fuse("acme", "bert", "sea", ranked);
    assertThat(embedded).hasSize(4);
    fusion.drop("acme", "anna");
    fusion.fuse("acme", "bert", "sea", ranked);
    assertThat(embedded).hasSize(4);
    fusion.fuse("acme", "anna", "sea", ranked);
    assertThat(embedded).hasSize(6);
  }

  @Test
  void words_decide_alone_where_the_model_fails_or_there_is_none() {
    var ranked = List.of(found("a boat", 0.9), found("deep sea", 0));
    var failing =
        new VectorFusion(
            () -> ON,
            (_, _, _, _) -> {
              throw Fault.of(FaultCode.TIMEOUT, "late");
            },
            () -> 0);
    assertThat(texts(failing.fuse("acme", "anna", "sea", ranked))).containsExactly("a boat");
    var off = fusion(EmbeddingSettings.OFF);
    assertThat(texts(off.fuse("acme", "anna", "sea", ranked))).containsExactly("a boat");
    assertThat(embedded).isEmpty();
  }
}
