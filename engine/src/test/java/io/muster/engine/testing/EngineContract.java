package io.muster.engine.testing;

/** A part of the contract, with the engine that it is tested on. */
interface EngineContract {

    EngineFixture fixture();
}
