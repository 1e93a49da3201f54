package dev.tutti.gateway.file;

import dev.tutti.call.BodyMemory;
import dev.tutti.call.Loop;
import dev.tutti.chat.Fault;
import dev.tutti.file.FileDraft;
import dev.tutti.file.StoredFiles;
import dev.tutti.http.multipart.FormTarget;
import dev.tutti.http.multipart.PartHead;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The file of a form on its way to the disk, a piece at a time. Confined to its loop. */
final class UploadedFile implements FormTarget {
  private static final String FIELD = "file";

  /** So much is written at once. */
  private static final int PIECE = 256 << 10;

  private final StoredFiles files;
  private final Loop loop;
  private Buffer held = Buffer.buffer();
  private @Nullable String name;
  private @Nullable Future<FileDraft> draft;
  private boolean left;

  /**
   * @param memory of the exchange; a piece is taken of it
   */
  UploadedFile(StoredFiles files, Loop loop, BodyMemory.Lease memory) {
    this.files = files;
    this.loop = loop;
    memory.take(PIECE);
  }

  @Override
  public void begin(PartHead head) {
    if (!head.field().equals(FIELD) || name != null) {
      throw Fault.invalid(head.field(), "a file (expected: one file, in the field file)");
    }
    name = head.file().orElse("");
  }

  @Override
  public Future<Void> write(byte[] bytes) {
    held.appendBytes(bytes);
    return held.length() < PIECE ? Future.succeededFuture() : flush().mapEmpty();
  }

  /** The first piece begins the draft: whoever has no room, or says nothing, leaves none. */
  private Future<FileDraft> flush() {
    var begun = draft == null ? beside(files::draft) : draft;
    draft = begun;
    var piece = held.getBytes();
    held = Buffer.buffer();
    return begun.compose(
        open ->
            beside(
                () -> {
                  open.append(piece);
                  return open;
                }));
  }

  private <T> Future<T> beside(Callable<T> work) {
    return left ? Future.failedFuture(missing()) : loop.offload(work);
  }

  private static Fault missing() {
    return Fault.invalid(FIELD, "is missing (expected: a file with its filename)");
  }

  /**
   * Makes something of the complete file beside the loop.
   *
   * @param work gets the draft and the name that it was sent with
   */
  <T> Future<T> keep(Function<FileDraft, T> work) {
    return flush().compose(open -> beside(() -> work.apply(open)));
  }

  /** Name that it was sent with. */
  String name() {
    if (name == null) {
      throw missing();
    }
    return name;
  }

  /** The exchange has ended: what was not kept is removed. */
  void close() {
    left = true;
    var begun = draft;
    if (begun != null) {
      begun.onSuccess(
          open ->
              loop.offload(
                  () -> {
                    open.close();
                    return open;
                  }));
    }
  }
}
