package io.muster.engine.rows;

/** Keys of people whose rows are dropped as they end. */
public interface RefusedKeys {
    /** Refuses nobody. */
    RefusedKeys NONE = new RefusedKeys() {
        @Override
        public boolean hasId(String profile) {
            return false;
        }

        @Override
        public boolean hasIdentity(String keyspace, String key) {
            return false;
        }
    };

    /** Whether rows of the profile with this id are dropped. */
    boolean hasId(String profile);

    /** Whether rows that say this identity of their profile are dropped. */
    boolean hasIdentity(String keyspace, String key);
}
