package dev.tutti.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tutti.chat.Fault;
import dev.tutti.chat.FaultCode;
import dev.tutti.store.Store;
import dev.tutti.store.StoreSettings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoredFilesTest {
  private static final String ANNA = "anna";
  private static final String BERT = "bert";
  private static final Duration HOUR = Duration.ofHours(1);

  @TempDir Path folder;

  private final AtomicReference<Instant> now =
      new AtomicReference<>(Instant.parse("2026-01-01T00:00:00Z"));
  private FileSettings settings = new FileSettings(100, 20, 30, Duration.ofDays(30));
  private Store store;
  private StoredFiles files;

  @BeforeEach
  void open() {
    store = Store.open(StoreSettings.in(folder));
    files = reopened();
  }

  private StoredFiles reopened() {
    return StoredFiles.open(
        store, folder.resolve("files"), now::get, new SecureRandom(), () -> settings);
  }

  @AfterEach
  void close() {
    store.close();
  }

  private StoredFile keep(String owner, FilePurpose purpose, String text, @Nullable Duration time) {
    now.set(now.get().plusMillis(1));
    try (var draft = files.draft()) {
      draft.append(text.getBytes(StandardCharsets.UTF_8));
      return files.keep(draft, new NewFile(owner, purpose, "a/b\\in.jsonl", time));
    }
  }

  private List<StoredFile> list(FileSelection selection) {
    return Store.await(files.list(ANNA, selection)).files();
  }

  private static void assertMissing(Runnable work) {
    assertThatThrownBy(work::run)
        .isInstanceOfSatisfying(Fault.class, fault -> assertThat(fault.status()).isEqualTo(404));
  }

  @Test
  void a_file_is_found_by_its_owner_alone() throws IOException {
    var kept = keep(ANNA, FilePurpose.BATCH, "hello", null);
    assertThat(kept.name()).isEqualTo("in.jsonl");
    assertThat(kept.bytes()).isEqualTo(5);
    assertThat(kept.expiry()).contains(now.get().plus(Duration.ofDays(30)));
    assertThat(Store.await(files.find(ANNA, kept.id()))).isEqualTo(kept);
    assertThat(Files.readString(files.path(kept.id()))).isEqualTo("hello");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(files.path(kept.id()))))
        .isEqualTo("rw-------");
    assertMissing(() -> Store.await(files.find(BERT, kept.id())));
    assertMissing(() -> Store.await(files.delete(BERT, kept.id())));
    assertThat(reopened().path(kept.id())).hasContent("hello");
  }

  @Test
  void a_deleted_file_is_gone_with_its_content() {
    var kept = keep(ANNA, FilePurpose.USER_DATA, "hello", null);
    assertThat(kept.expiry()).isEmpty();
    Store.await(files.delete(ANNA, kept.id()));
    assertMissing(() -> Store.await(files.find(ANNA, kept.id())));
    assertThat(files.path(kept.id())).doesNotExist();
  }

  @Test
  void lists_page_in_both_orders_and_by_purpose() {
    var first = keep(ANNA, FilePurpose.BATCH, "1", null);
    var second = keep(ANNA, FilePurpose.USER_DATA, "2", null);
    var third = keep(ANNA, FilePurpose.BATCH, "3", null);
    keep(BERT, FilePurpose.BATCH, "4", null);
    assertThat(list(new FileSelection("", "", 10, false))).containsExactly(third, second, first);
    assertThat(list(new FileSelection("", "", 10, true))).containsExactly(first, second, third);
    assertThat(list(new FileSelection("batch", "", 10, false))).containsExactly(third, first);
    assertThat(list(new FileSelection("", third.id(), 1, false))).containsExactly(second);
    assertThat(list(new FileSelection("", second.id(), 5, true))).containsExactly(third);
    assertThat(Store.await(files.list(ANNA, new FileSelection("", "", 2, false))).more()).isTrue();
    assertThat(Store.await(files.list(ANNA, new FileSelection("", "", 3, false))).more()).isFalse();
    assertThatThrownBy(() -> list(new FileSelection("", "file-none", 5, false)))
        .hasMessageContaining("after");
  }

  @Test
  void what_has_expired_is_not_there_and_is_removed() {
    var kept = keep(ANNA, FilePurpose.USER_DATA, "hello", HOUR);
    now.set(now.get().plus(HOUR));
    assertMissing(() -> Store.await(files.find(ANNA, kept.id())));
    assertThat(list(new FileSelection("", "", 10, false))).isEmpty();
    assertThat(files.path(kept.id())).exists();
    assertThat(Store.await(files.clean())).isEqualTo(1);
    assertThat(files.path(kept.id())).doesNotExist();
  }

  @Test
  void an_owner_and_all_owners_together_have_so_much_room() {
    keep(ANNA, FilePurpose.USER_DATA, "x".repeat(15), null);
    assertFull(() -> keep(ANNA, FilePurpose.USER_DATA, "x".repeat(6), null), "owner_bytes");
    assertThat(folder.resolve("files")).isDirectoryNotContaining(this::isNew);
    keep(ANNA, FilePurpose.USER_DATA, "x".repeat(5), null);
    assertFull(() -> keep(BERT, FilePurpose.USER_DATA, "x".repeat(11), null), "max_total");
    keep(BERT, FilePurpose.USER_DATA, "x".repeat(10), null);
    assertFull(() -> Store.await(files.requireRoom(ANNA, 1)), "owner_bytes");
  }

  private boolean isNew(Path content) {
    return content.toFile().length() == 6;
  }

  private static void assertFull(Runnable work, String setting) {
    assertThatThrownBy(work::run)
        .hasMessageContaining(setting)
        .isInstanceOfSatisfying(
            Fault.class, fault -> assertThat(fault.code()).isEqualTo(FaultCode.REQUEST_TOO_LARGE));
  }

  @Test
  void what_is_being_written_takes_room_until_it_is_given_up() {
    var draft = files.draft();
    draft.append(new byte[25]);
    assertFull(() -> Store.await(files.requireRoom(BERT, 10)), "max_total");
    draft.close();
    Store.await(files.requireRoom(BERT, 10));
    assertThat(folder.resolve("files")).isEmptyDirectory();
  }

  @Test
  void drafts_of_a_process_that_was_killed_are_removed() {
    var draft = files.draft();
    draft.append(new byte[5]);
    reopened();
    assertThat(folder.resolve("files")).isEmptyDirectory();
    draft.close();
  }

  @Test
  void contents_without_a_row_are_removed_after_a_while() throws IOException {
    var kept = keep(ANNA, FilePurpose.USER_DATA, "hello", null);
    var lost = folder.resolve("files").resolve("file-lost");
    Files.writeString(lost, "x");
    now.set(Instant.now());
    assertThat(Store.await(files.clean())).isZero();
    var old = FileTime.from(now.get().minus(Duration.ofDays(2)));
    Files.setLastModifiedTime(lost, old);
    Files.setLastModifiedTime(files.path(kept.id()), old);
    assertThat(Store.await(files.clean())).isEqualTo(1);
    assertThat(lost).doesNotExist();
    assertThat(files.path(kept.id())).exists();
  }

  @Test
  void contents_without_a_row_are_found_among_many_that_have_one() throws IOException {
    now.set(Instant.now());
    var old = FileTime.from(now.get().minus(Duration.ofDays(2)));
    var contents = Files.createDirectories(folder.resolve("files"));
    Store.await(
        store.write(
            handle -> {
              for (int i = 0; i < 300; i++) {
                var id = "file-%03d".formatted(i);
                var path = Files.writeString(contents.resolve(id), "");
                Files.setLastModifiedTime(path, old);
                var row = new StoredFile(id, ANNA, FilePurpose.EVALS, id, 0, now.get(), null);
                FileTable.insert(handle, row);
              }
              return true;
            }));
    for (var lost : List.of("file-000x", "file-150x", "file-299x")) {
      Files.setLastModifiedTime(Files.writeString(contents.resolve(lost), "x"), old);
    }
    assertThat(Store.await(files.clean())).isEqualTo(3);
    assertThat(contents.toFile().list()).hasSize(300);
  }

  @Test
  void results_that_were_written_long_ago_are_not_removed_before_they_have_their_row()
      throws IOException {
    now.set(Instant.now());
    var source = Files.writeString(folder.resolve("lines"), "hello");
    Files.setLastModifiedTime(source, FileTime.from(now.get().minus(Duration.ofDays(2))));
    files.place(source, "file-1");
    assertThat(Store.await(files.clean())).isZero();
    assertThat(files.path("file-1")).exists();
  }

  @Test
  void a_content_that_was_placed_is_kept_once() throws IOException {
    var source = Files.writeString(folder.resolve("lines"), "hello");
    var what = new NewFile(ANNA, FilePurpose.BATCH_OUTPUT, "out.jsonl", null);
    for (int i = 0; i < 2; i++) {
      files.place(source, "file-1");
      var kept = Store.await(store.write(handle -> files.add(handle, "file-1", what)));
      assertThat(kept.bytes()).isEqualTo(5);
    }
    assertThat(source).doesNotExist();
    assertThat(list(new FileSelection("", "", 10, false))).hasSize(1);
  }

  @Test
  void names_have_something_to_see_and_nothing_else() {
    for (var name : List.of("", " ", "a/", "a\nb", "a\u202eb", "x".repeat(256))) {
      assertThatThrownBy(() -> new NewFile(ANNA, FilePurpose.BATCH, name, null))
          .as(name)
          .isInstanceOf(Fault.class);
    }
  }
}
