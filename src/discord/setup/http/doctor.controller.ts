import { Controller, Get, Param } from '@nestjs/common';
import { Documented } from '#http';
import { Authorize } from '#staff';
import { Doctor } from '../doctor.js';
import type { Finding } from '../domain/finding.js';
import { doctorDocs } from './doctor.docs.js';

@Controller('v1/guilds/:guildId/doctor')
@Documented(doctorDocs)
export class DoctorController {
  constructor(private readonly doctor: Doctor) {}

  @Get()
  @Authorize({ role: 'admin', scopes: ['guild:admin'] })
  async examine(@Param('guildId') guildId: string): Promise<{ healthy: boolean; findings: Finding[] }> {
    const findings = await this.doctor.examine(guildId);
    return { healthy: findings.length === 0, findings };
  }
}
