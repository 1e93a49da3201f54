package dev.tutti.store;

import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import org.jdbi.v3.core.statement.DefaultStatementBuilder;
import org.jdbi.v3.core.statement.StatementBuilder;
import org.jdbi.v3.core.statement.StatementContext;

/**
 * Prepared statements of one connection, kept for their next use: preparing one takes SQLite longer
 * than running it. The least recently used ones go. Used by one thread at a time.
 */
final class KeptStatements implements StatementBuilder {
  private static final int MOST = 128;

  private final StatementBuilder plain;
  private final LinkedHashMap<String, PreparedStatement> idle = new LinkedHashMap<>();

  /** With the SQL that each was prepared from, in which names of values are question marks. */
  private final IdentityHashMap<Statement, String> lent = new IdentityHashMap<>();

  KeptStatements(Connection connection) {
    this.plain = DefaultStatementBuilder.FACTORY.createStatementBuilder(connection);
  }

  @Override
  public Statement create(Connection connection, StatementContext context) throws SQLException {
    return plain.create(connection, context);
  }

  /** One that is in use is not lent again: the same SQL may run within itself. */
  @Override
  public PreparedStatement create(Connection connection, String sql, StatementContext context)
      throws SQLException {
    if (context.isReturningGeneratedKeys() || context.isConcurrentUpdatable()) {
      return plain.create(connection, sql, context);
    }
    var kept = idle.remove(sql);
    var statement = kept == null ? plain.create(connection, sql, context) : kept;
    lent.put(statement, sql);
    return statement;
  }

  @Override
  public CallableStatement createCall(Connection connection, String sql, StatementContext context)
      throws SQLException {
    return plain.createCall(connection, sql, context);
  }

  @Override
  public void close(Connection connection, String sql, Statement statement) throws SQLException {
    var prepared = lent.remove(statement);
    if (prepared != null && statement instanceof PreparedStatement kept) {
      keep(prepared, kept);
    } else {
      plain.close(connection, sql, statement);
    }
  }

  /** Neither rows that nobody has read nor values may stay: the first would hold a lock. */
  private void keep(String sql, PreparedStatement statement) throws SQLException {
    if (statement.isClosed()) {
      return;
    }
    try (var _ = statement.getResultSet()) {
      statement.clearBatch();
      statement.clearParameters();
    } catch (SQLException e) {
      statement.close();
      throw e;
    }
    var same = idle.put(sql, statement);
    if (same != null) {
      same.close();
    }
    if (idle.size() > MOST) {
      idle.pollFirstEntry().getValue().close();
    }
  }
}
