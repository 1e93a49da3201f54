package dev.tutti.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SessionTest {
  @TempDir Path folder;
  private final AtomicInteger refusals = new AtomicInteger();
  private Session session;

  @BeforeEach
  void open() throws SQLException, IOException {
    PrivateFiles.createFile(DataFolder.database(folder));
    var connections = new SqliteConnections(folder);
    session =
        Session.writing(
            () -> {
              if (refusals.getAndDecrement() > 0) {
                throw new SQLException("unable to open database file");
              }
              return connections.openWriter();
            },
            Duration.ofSeconds(1),
            Session.Presence.ASSUMED);
  }

  @Test
  void a_connection_that_was_lost_and_could_not_be_opened_again_is_opened_for_a_later_work()
      throws Exception {
    refusals.set(2);
    assertThatThrownBy(() -> session.run(SessionTest::loseTheConnection))
        .isInstanceOf(SQLException.class);
    assertThatThrownBy(() -> session.run(SessionTest::one))
        .as("the disk has not recovered yet")
        .hasMessage("unable to open database file");
    assertThat(session.run(SessionTest::one)).isEqualTo(1);
    session.close();
  }

  /** As an error that has rolled back already, so that nothing can be rolled back any more. */
  private static int loseTheConnection(Handle handle) throws SQLException {
    handle.getConnection().close();
    return 0;
  }

  private static int one(Handle handle) {
    return handle.select("SELECT 1").mapTo(Integer.class).one();
  }
}
