package io.muster.server.catalog;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Function;
import javax.sql.DataSource;
import org.jooq.DSLContext;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/**
 * The way to the metadata database. Work is given the {@link DSLContext} to speak through; inside a transaction of the
 * same thread every call joins it. Thread-safe.
 */
public final class Catalog {
    private final ScopedValue<Transaction> current = ScopedValue.newInstance();
    private final DSLContext reads;
    private final DSLContext writes;
    private final DataSource writer;
    private final AtomicLong ended = new AtomicLong();

    /** @param writer for SQLite a pool of one connection, which makes writers wait in a fair queue */
    public Catalog(DataSource reader, DataSource writer, SQLDialect dialect) {
        this.reads = DSL.using(reader, dialect);
        this.writes = DSL.using(writer, dialect);
        this.writer = writer;
    }

    /** Whether other processes may write to the database too. */
    public boolean isShared() {
        return writes.dialect() != SQLDialect.SQLITE;
    }

    /** Where to write without this class; not to be used inside a transaction. */
    public DataSource writer() {
        return writer;
    }

    /**
     * Sees to it that nothing of what was deleted is left in the database's file; does nothing on PostgreSQL, which vacuums
     * by itself. Not to be used inside a transaction.
     */
    public void scrub() {
        if (isShared()) {
            return;
        }
        try (Connection connection = writer.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("vacuum");
            statement.execute("pragma wal_checkpoint(truncate)");
        } catch (SQLException e) {
            throw new IllegalStateException("The catalogue's file could not be written anew.", e);
        }
    }

    /** Runs work that only reads; each statement sees what is committed when it starts. */
    public <T extends @Nullable Object> T read(Function<DSLContext, T> work) {
        return work.apply(current.isBound() ? current.get().dsl() : reads);
    }

    /** Runs work that is committed as a whole, or, when it throws, not at all. Keep it short: SQLite has one writer. */
    public <T extends @Nullable Object> T transaction(Function<DSLContext, T> work) {
        if (current.isBound()) {
            return work.apply(current.get().dsl());
        }
        List<Runnable> hooks = new ArrayList<>();
        T result;
        try {
            result = writes.transactionResult(configuration -> {
                DSLContext dsl = DSL.using(configuration);
                return ScopedValue.where(current, new Transaction(dsl, hooks)).call(() -> work.apply(dsl));
            });
        } finally {
            ended.incrementAndGet();
        }
        hooks.forEach(Runnable::run);
        return result;
    }

    /** {@link #transaction} for work without a result. */
    public void change(Consumer<DSLContext> work) {
        transaction(dsl -> {
            work.accept(dsl);
            return dsl;
        });
    }

    /** Runs the hook when the present transaction is committed; at once where there is none. */
    public void afterCommit(Runnable hook) {
        if (current.isBound()) {
            current.get().hooks().add(hook);
        } else {
            hook.run();
        }
    }

    /**
     * A number that is another whenever something may have been committed since; empty where nobody can tell, for other
     * servers write too or this thread is in a transaction of its own.
     */
    OptionalLong state() {
        return isShared() || current.isBound() ? OptionalLong.empty() : OptionalLong.of(ended.get());
    }

    private record Transaction(DSLContext dsl, List<Runnable> hooks) {}
}
